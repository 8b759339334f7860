/** What every tool may rely on. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tool, ToolContext } from '../../src/mcp/tool.js';
import { sampleToolset } from '../live/sample-toolset.js';
import { openToolbox, type Toolbox } from './connect.js';

let toolbox: Toolbox;

beforeAll(async () => {
  toolbox = await openToolbox(sampleToolset);
});
afterAll(() => toolbox.close());

describe('a tool', () => {
  it('is listed with its hints, schemas and scopes [RS-14]', async () => {
    const { tools } = await (await toolbox.as('ada')).listTools();
    expect(tools.map(({ name }) => name)).toEqual(sampleToolset.tools.map(({ name }) => name));
    for (const tool of tools) {
      expect(tool.title, tool.name).toBeTruthy();
      expect(tool.description, tool.name).toBeTruthy();
      expect(tool.outputSchema, tool.name).toBeDefined();
      for (const hint of ['readOnlyHint', 'destructiveHint', 'openWorldHint'] as const) {
        expect(tool.annotations?.[hint], tool.name).toBeTypeOf('boolean');
      }
      expect(tool._meta?.['securitySchemes'], tool.name).toHaveLength(1);
    }
  });

  it('is refused without its scopes even where no challenge is possible [RS-10]', async () => {
    const client = await toolbox.as('ada', []);
    const refused = await client.callTool({ name: 'change', arguments: {} });
    expect(refused.isError).toBe(true);
    expect(JSON.stringify(refused.content)).toContain('Not permitted');
    const { structuredContent } = await (await toolbox.as('ada')).callTool({ name: 'read' });
    expect(structuredContent).toEqual({ changes: 0 });
  });

  it('tells the client what it wants it to know', async () => {
    const client = await toolbox.as('ada');
    const refused = await client.callTool({ name: 'refuse' });
    expect(refused.isError).toBe(true);
    expect(refused.content).toEqual([{ type: 'text', text: 'There is no such thing' }]);
  });

  it('that fails tells the client nothing of the inside, and the log everything [RS-16]', async () => {
    const client = await toolbox.as('ada');
    const failed = await client.callTool({ name: 'crash' });
    expect(failed.isError).toBe(true);
    expect(failed.content).toEqual([{ type: 'text', text: 'The tool failed; try again later' }]);
    expect(toolbox.errors).toEqual([new Error('an inner detail')]);
  });

  it('learns that the client has given up [HTTP-17]', async () => {
    const heard: string[] = [];
    const listening = (tool: Tool): Tool => {
      const run = async (input: never, context: ToolContext) => {
        context.signal.addEventListener('abort', () => heard.push('given up'));
        heard.push(tool.name);
        return tool.run(input, context);
      };
      return { ...tool, run } as Tool;
    };
    const tools = sampleToolset.tools.map(listening);
    const opened = await openToolbox({ ...sampleToolset, tools });
    const client = await opened.as('ada');
    const controller = new AbortController();
    const waiting = client.callTool({ name: 'wait' }, { signal: controller.signal });
    await expect.poll(() => heard).toEqual(['wait']);
    controller.abort('gone');
    await expect(waiting).rejects.toThrow('gone');
    await expect.poll(() => heard).toEqual(['wait', 'given up']);
    await opened.close();
  });
});

/** What every tool may rely on, and what clients learn of a tool. */
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
  it('is listed with every hint, its schemas and its scopes [RS-14]', async () => {
    const { tools } = await (await toolbox.as('ada')).listTools();
    expect(tools.map(({ name }) => name)).toEqual(sampleToolset.tools.map(({ name }) => name));
    for (const tool of tools) {
      expect(tool.title, tool.name).toBeTruthy();
      expect(tool.description, tool.name).toBeTruthy();
      expect(tool.outputSchema, tool.name).toBeDefined();
      expect(tool.annotations?.readOnlyHint, tool.name).toBeTypeOf('boolean');
      expect(tool.annotations?.destructiveHint, tool.name).toBeTypeOf('boolean');
      expect(tool.annotations?.openWorldHint, tool.name).toBeTypeOf('boolean');
      expect(tool._meta?.['securitySchemes'], tool.name).toHaveLength(1);
    }
  });

  it('is refused without its scopes on every transport, even where no challenge is possible [RS-10]', async () => {
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
    const overheard = (tool: Tool): Tool => {
      const run = async (input: never, context: ToolContext) => {
        context.signal.addEventListener('abort', () => heard.push('given up'));
        heard.push(tool.name);
        return tool.run(input, context);
      };
      return { ...tool, run } as Tool;
    };
    const tools = sampleToolset.tools.map(overheard);
    const listening = await openToolbox({ ...sampleToolset, tools });
    const client = await listening.as('ada');
    const patience = new AbortController();
    const waiting = client.callTool({ name: 'wait' }, { signal: patience.signal });
    await expect.poll(() => heard).toEqual(['wait']);
    patience.abort('enough');
    await expect(waiting).rejects.toThrow('enough');
    await expect.poll(() => heard).toEqual(['wait', 'given up']);
    await listening.close();
  });
});

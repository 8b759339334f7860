/** What every tool may rely on, and what clients learn of a tool. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openToolbox, type Toolbox } from './connect.js';

let toolbox: Toolbox;

beforeAll(async () => {
  toolbox = await openToolbox();
});
afterAll(() => toolbox.close());

describe('a tool', () => {
  it('states every hint, its schemas and its scopes [RS-14]', async () => {
    const { tools } = await (await toolbox.as('ada')).listTools();
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
    const refused = await client.callTool({ name: 'add_note', arguments: { title: 'x' } });
    expect(refused.isError).toBe(true);
    expect(JSON.stringify(refused.content)).toContain('Not permitted');
  });

  it('that fails tells the client nothing of the inside, and the log everything [RS-16]', async () => {
    const broken = await openToolbox();
    const client = await broken.as('ada');
    await broken.closeStore();
    const failed = await client.callTool({ name: 'list_notes', arguments: {} });
    expect(failed.isError).toBe(true);
    expect(failed.content).toEqual([{ type: 'text', text: 'The tool failed; try again later' }]);
    expect(broken.errors).toHaveLength(1);
    await broken.close();
  });
});

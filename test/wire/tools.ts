// Tools that the rendered projects get besides their own, as an owner would add them.

/** The text of `src/mcp/tools/more-tools.ts`. */
export const moreTools = `/** Tools for tests of what goes on the wire. */
import { z } from 'zod';
import { defineTool, type Tool, type ToolContext, ToolError } from '../tool.js';

let began = 0;
let ended = 0;

function tool(name: string, run: (context: ToolContext) => Promise<object>): Tool {
  return defineTool({
    name,
    title: name,
    description: 'Exists in tests only.',
    scopes: [],
    hints: { readOnlyHint: true, destructiveHint: false, openWorldHint: false },
    input: z.object({}),
    output: z.looseObject({}),
    run: async (_, context) => ({ ...(await run(context)) }),
  });
}

export const moreTools: readonly Tool[] = [
  tool('wait', async ({ signal }) => {
    began += 1;
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    ended += 1;
    return {};
  }),
  tool('waits', async () => ({ began, ended })),
  tool('much', async () => ({ text: 'x'.repeat(300_000) })),
  tool('crash', async () => {
    throw new Error('an inner detail');
  }),
  tool('refuse', async () => {
    throw new ToolError('There is no such thing');
  }),
];
`;

/** Lists them in the text of `src/mcp/tools/index.ts`. */
export function withMoreTools(index: string): string {
  const listed = index.replace(/(export const tools[^[]*\[\] = \[)/, '$1...moreTools, ');
  if (listed === index) throw new Error('src/mcp/tools/index.ts lists its tools in another way');
  return listed.replace(/^import /m, "import { moreTools } from './more-tools.js';\nimport ");
}

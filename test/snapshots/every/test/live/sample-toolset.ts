/** Tools for tests, whatever tools a project has. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import {
  defineTool,
  type Tool,
  type ToolDefinition,
  ToolError,
  type Toolset,
} from '../../src/mcp/tool.js';
import { baselineScope, changeScope } from '../../src/scopes.js';

type Empty = z.ZodObject<Record<never, never>>;

function sample(
  name: string,
  scopes: readonly string[],
  run: ToolDefinition<Empty, z.ZodObject>['run'],
): Tool {
  return defineTool({
    name,
    title: `Sample: ${name}`,
    description: 'Exists in tests only.',
    scopes,
    hints: { readOnlyHint: false, destructiveHint: false, openWorldHint: false },
    input: z.object({}),
    output: z.looseObject({}),
    run,
  });
}

/** How often the user called `change`. */
const read = sample('read', [baselineScope], async (_, { principal, store }) => {
  const records = await store.find('note', { userId: principal.subject });
  return { changes: records.length };
});

const change = sample('change', [changeScope], async (_, { principal, store }) => {
  await store.insert('note', randomUUID(), { value: {}, userId: principal.subject });
  return {};
});

export const sampleToolset: Toolset = {
  version: '1.2.3',
  instructions: 'Samples.',
  tools: [
    sample('who', [], async (_, { principal: { upstream: _provider, ...principal } }) => principal),
    read,
    change,
    sample('refuse', [], async () => {
      throw new ToolError('There is no such thing');
    }),
    sample('crash', [], async () => {
      throw new Error('an inner detail');
    }),
    sample('wait', [], async (_, { signal }) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      return {};
    }),
  ],
};

/** The same with a tool for anyone. */
export const mixedToolset: Toolset = {
  ...sampleToolset,
  tools: [
    ...sampleToolset.tools,
    defineTool({
      name: 'greet',
      title: 'Sample: greet',
      description: 'Exists in tests only.',
      access: 'anyone',
      hints: { readOnlyHint: true, destructiveHint: false, openWorldHint: false },
      input: z.object({}),
      output: z.object({ name: z.string() }),
      run: async (_, { principal }) => ({ name: principal?.name ?? 'nobody' }),
    }),
  ],
};

/** The OpenAPI document, within the limits of ChatGPT. */
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { mostOperationText, mostParameterText, shortened } from '../../src/actions/limits.js';
import { openApi } from '../../src/actions/openapi.js';
import { defineTool, type Tool } from '../../src/mcp/tool.js';
import * as projectToolset from '../../src/mcp/tools/index.js';
import { scopes } from '../../src/scopes.js';
import { mixedToolset } from '../live/sample-toolset.js';

const issuer = 'https://mcp.example.com/notes';
const words = 'words and more '.repeat(70);

/** One of its parameters is called like a keyword. */
const wordy = defineTool({
  name: 'wordy',
  title: words,
  description: words,
  scopes: [],
  hints: { readOnlyHint: true, destructiveHint: false, openWorldHint: false },
  input: z.object({
    description: z.string().describe(words),
    deep: z.array(z.object({ inner: z.string().describe(words) })),
  }),
  output: z.object({ text: z.string().describe(words) }),
  run: async () => ({ text: '' }),
});

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape.
function documentOf(tools: readonly Tool[], instructions = 'Samples.'): any {
  const toolset = { tools, version: '1.2.3', instructions };
  return openApi({ toolset, title: 'Notes', issuer, scopes });
}

function texts(value: unknown, wanted: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === wanted && typeof inner === 'string' ? [inner] : texts(inner, wanted),
  );
}

describe.each([
  ['the tools of this project', projectToolset.tools],
  ['wordy tools', [wordy, ...mixedToolset.tools]],
] as const)('the OpenAPI document of %s', (_, tools) => {
  const document = documentOf(tools, words);
  const operations = tools.map((tool) => ({
    tool,
    operation: document.paths[`/actions/${tool.name}`].post,
  }));

  it('has an operation for each tool, without headers [ACT-4]', () => {
    expect(Object.keys(document.paths)).toHaveLength(tools.length);
    for (const { tool, operation } of operations) {
      expect(operation.operationId).toBe(tool.name);
      expect(operation).not.toHaveProperty('parameters');
      expect(Object.keys(operation.requestBody.content)).toEqual(['application/json']);
    }
  });

  it('has short enough texts, and every parameter [ACT-4]', () => {
    expect(document.info.description.length).toBeLessThanOrEqual(mostOperationText);
    for (const { tool, operation } of operations) {
      expect(operation.summary.length).toBeLessThanOrEqual(mostOperationText);
      expect(operation.description.length).toBeLessThanOrEqual(mostOperationText);
      const { schema } = operation.requestBody.content['application/json'];
      expect(Object.keys(schema.properties)).toEqual(Object.keys(tool.input.shape));
      const answer = operation.responses[200].content['application/json'].schema;
      for (const text of [...texts(schema, 'description'), ...texts(answer, 'description')]) {
        expect(text.length).toBeLessThanOrEqual(mostParameterText);
      }
    }
  });

  it('marks only what changes something as consequential [ACT-5]', () => {
    for (const { tool, operation } of operations) {
      expect(operation['x-openai-isConsequential'], tool.name).toBe(!tool.hints.readOnlyHint);
    }
  });

  it('names endpoints and scopes of each tool [ACT-3, ACT-4]', () => {
    const { oauth } = document.components.securitySchemes;
    expect(oauth.flows.authorizationCode).toEqual({
      authorizationUrl: `${issuer}/authorize`,
      tokenUrl: `${issuer}/token`,
      refreshUrl: `${issuer}/token`,
      scopes: Object.fromEntries(scopes.map((scope) => [scope.name, scope.description])),
    });
    expect(document.servers).toEqual([{ url: issuer }]);
    for (const { tool, operation } of operations) {
      const isOpen = tool.access === 'anyone';
      expect(operation.security).toEqual(isOpen ? [] : [{ oauth: tool.scopes }]);
    }
  });
});

it('a long text is cut at a word', () => {
  expect(shortened('one two three', 13)).toBe('one two three');
  expect(shortened('one two three', 12)).toBe('one two…');
  expect(shortened('x'.repeat(20), 10)).toBe(`${'x'.repeat(9)}…`);
});

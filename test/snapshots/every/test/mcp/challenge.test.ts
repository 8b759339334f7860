/** The text of challenges, and the scopes in it. */
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { challengeValue } from '../../src/mcp/challenge.js';
import { createMcpEndpoint } from '../../src/mcp/server.js';
import { defineTool } from '../../src/mcp/tool.js';
import { createScopeCatalogue } from '../../src/scope-catalogue.js';
import type { Store } from '../../src/store/contract.js';
import { sampleToolset } from '../live/sample-toolset.js';

const odd = 'a"b\\c\u0000d\r\né😀 e';

/** RFC 6750, section 3: quoted, of characters that need no escape. */
const strict = /^Bearer ([a-z_]+="[ !#-[\]-~]*"(, |$))+$/;

describe('a challenge', () => {
  it('has plain characters only [RS-15]', () => {
    const value = challengeValue({
      resourceMetadataUrl: `https://mcp.example.com/${odd}`,
      scopes: [odd],
      error: 'insufficient_scope',
      description: odd,
    });
    expect(value).toMatch(strict);
    expect(value).toContain('error_description="abcd e"');
  });
});

describe('a scope', () => {
  it.each([odd, 'a b', 'a"b', 'a\\b', 'é', ''])(
    'cannot be named %j, which no challenge could carry [RS-15]',
    (name) => {
      const scope = { name, description: 'Do it', implies: [] };
      expect(() => createScopeCatalogue([scope])).toThrow('src/project.json');
    },
  );

  it('of a tool is one that a user can grant [S7]', () => {
    const tool = defineTool({
      name: 'odd',
      title: 'Odd',
      description: 'Exists in tests only.',
      scopes: ['no:such:scope'],
      hints: { readOnlyHint: true, destructiveHint: false, openWorldHint: false },
      input: z.object({}),
      output: z.object({}),
      run: async () => ({}),
    });
    const create = () =>
      createMcpEndpoint({
        toolset: { ...sampleToolset, tools: [tool] },
        store: {} as Store,
        clock: () => 0,
        onInsufficientScope: () => undefined,
        onError: () => undefined,
        onProtocolError: () => undefined,
        toolChallenge: 'auto',
      });
    expect(create).toThrow('The tool "odd" needs the scope "no:such:scope"');
  });
});

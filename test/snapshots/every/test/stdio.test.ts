/** The tools over standard input and output. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tools } from '../src/mcp/tools/index.js';
import { programArguments, programEnvironment } from './live/child.js';
import { openTestStore } from './store/open-test-store.js';

let environment: Record<string, string>;
let closeStore: () => Promise<void>;

beforeAll(async () => {
  const opened = await openTestStore({ clock: Date.now });
  closeStore = opened.close;
  environment = programEnvironment({
    MCP_USER: 'ada',
    DATABASE_URL: opened.url,
    SECRET_KEYS: 'a-secret-that-only-tests-know-0123456789',
  });
});
afterAll(() => closeStore());

describe('over stdio', () => {
  it.each(['legacy', 'auto'] as const)(
    'a client in %s mode gets the tools in any folder',
    async (mode) => {
      const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode } });
      const args = programArguments('stdio');
      const options = { command: process.execPath, args, cwd: tmpdir(), env: environment };
      await client.connect(new StdioClientTransport(options));
      const offered = await client.listTools();
      expect(offered.tools.map(({ name }) => name)).toEqual(tools.map(({ name }) => name));
      await client.close();
    },
  );

  it('only protocol comes out, and it ends with its input', async () => {
    const child = spawn(process.execPath, programArguments('stdio'), { env: environment });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
    });
    const params = {
      protocolVersion: '2025-11-25',
      capabilities: {},
      clientInfo: { name: 'test', version: '1' },
    };
    const opening = { jsonrpc: '2.0', id: 1, method: 'initialize', params };
    child.stdin.write(`${JSON.stringify(opening)}\n`);
    await once(child.stdout, 'data');
    child.stdin.end();
    const [code] = await once(child, 'close');
    expect(code).toBe(0);
    for (const line of output.trim().split('\n')) expect(JSON.parse(line).jsonrpc).toBe('2.0');
  });
});

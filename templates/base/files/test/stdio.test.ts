/** The tools over standard input and output, as a client starts them. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { programArguments, programEnvironment } from './live/child.js';
import { openTestStore } from './store/open-test-store.js';

let url: string;
let closeStore: () => Promise<void>;

beforeAll(async () => {
  ({ url, close: closeStore } = await openTestStore({ clock: Date.now }));
});
afterAll(() => closeStore());

const environment = (user: string): Record<string, string> =>
  programEnvironment({
    MCP_USER: user,
    DATABASE_URL: url,
    SECRET_KEYS: 'a-secret-that-only-tests-know-0123456789',
  });

async function connect(user: string): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' });
  // Any folder but the project's own: clients start the program from wherever they are.
  const options = { command: process.execPath, args: programArguments('stdio'), cwd: tmpdir() };
  await client.connect(new StdioClientTransport({ ...options, env: environment(user) }));
  return client;
}

describe('over stdio', () => {
  it('the same tools act for the user that the environment names, on the same store', async () => {
    const ada = await connect('ada');
    const { structuredContent } = await ada.callTool({ name: 'whoami', arguments: {} });
    expect(structuredContent).toMatchObject({ id: 'local_ada', name: 'ada', client: 'stdio' });
    await ada.callTool({ name: 'add_note', arguments: { title: 'From stdio' } });
    await ada.close();

    const eve = await connect('eve');
    const others = await eve.callTool({ name: 'list_notes', arguments: {} });
    expect(others.structuredContent).toEqual({ notes: [] });
    await eve.close();

    const again = await connect('ada');
    const own = await again.callTool({ name: 'list_notes', arguments: {} });
    expect(own.structuredContent).toMatchObject({ notes: [{ title: 'From stdio' }] });
    await again.close();
  });

  it('nothing but protocol comes out, and the end of the input ends the process', async () => {
    const child = spawn(process.execPath, programArguments('stdio'), { env: environment('ada') });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
    });
    const params = {
      protocolVersion: '2025-11-25',
      capabilities: {},
      clientInfo: { name: 'test', version: '1' },
    };
    child.stdin.write(
      `${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params })}\n`,
    );
    await once(child.stdout, 'data');
    child.stdin.end();
    const [code] = await once(child, 'close');
    expect(code).toBe(0);
    for (const line of output.trim().split('\n')) expect(JSON.parse(line).jsonrpc).toBe('2.0');
  });
});

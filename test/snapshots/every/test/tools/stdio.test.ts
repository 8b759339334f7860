import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { expect, it } from 'vitest';
import { programArguments, programEnvironment } from '../live/child.js';
import { openTestStore } from '../store/open-test-store.js';

it('over stdio the tools act for the user of the environment', async () => {
  const { url, close } = await openTestStore({ clock: Date.now });
  const connect = async (user: string): Promise<Client> => {
    const client = new Client({ name: 'test', version: '1' });
    const env = programEnvironment({
      MCP_USER: user,
      DATABASE_URL: url,
      SECRET_KEYS: 'a-secret-that-only-tests-know-0123456789',
    });
    const options = { command: process.execPath, args: programArguments('stdio'), env };
    await client.connect(new StdioClientTransport(options));
    return client;
  };

  const ada = await connect('ada');
  const { structuredContent } = await ada.callTool({ name: 'whoami' });
  expect(structuredContent).toMatchObject({ id: 'local_ada', name: 'ada', client: 'stdio' });
  await ada.callTool({ name: 'add_note', arguments: { title: 'From stdio' } });
  const own = await ada.callTool({ name: 'list_notes' });
  expect(own.structuredContent).toMatchObject({ notes: [{ title: 'From stdio' }] });
  await ada.close();

  const eve = await connect('eve');
  const others = await eve.callTool({ name: 'list_notes' });
  expect(others.structuredContent).toEqual({ notes: [] });
  await eve.close();
  await close();
});

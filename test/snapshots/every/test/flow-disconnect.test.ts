/** A person disconnects a client on the account page. */
import { randomBytes } from 'node:crypto';
import {
  Client,
  StreamableHTTPClientTransport,
  UnauthorizedError,
} from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { approve, openLiveBrowser } from './live/approve.js';
import { formPost } from './live/form-post.js';
import { openProvider } from './live/oauth-provider.js';
import { type LiveServer, openLiveServer } from './live/plain-server.js';
import { addPerson, type Person } from './login/person.js';
import { modern } from './mcp/wire.js';
import { formWith, type TestBrowser } from './oauth/browser/browser.js';

describe.each(['', '/apps/notes'])('below "%s"', (path) => {
  let live: LiveServer;
  let ada: Person;
  let browser: TestBrowser;

  beforeAll(async () => {
    // The library tells its developers when it gives up tokens; that is what is tested here.
    vi.spyOn(console, 'warn').mockReturnValue();
    live = await openLiveServer({}, path);
    ada = await addPerson({ store: live.store, clock: live.clock, random: randomBytes }, 'ada');
    browser = openLiveBrowser(live);
  });
  afterAll(async () => {
    vi.restoreAllMocks();
    await live.close();
  });

  const provider = openProvider();
  const open = () =>
    new StreamableHTTPClientTransport(new URL(live.mcpUrl), { authProvider: provider });
  const tokens = () => provider.saved.at(-1);
  const account = () => browser.open(`${live.config.publicUrl}/account`);

  it('a person finds what they connect, and ends it [CON-7]', async () => {
    const login = await account();
    // To a page of this server, or to where its people sign in.
    expect(login.url.pathname).not.toBe(`${path}/account`);
    const empty = await ada.signIn(browser, login);
    expect([empty.url.pathname, empty.status]).toEqual([`${path}/account`, 200]);
    expect(empty.text).toContain('No application is connected');

    const client = new Client({ name: 'flow', version: '1' });
    const first = open();
    await expect(client.connect(first)).rejects.toThrow(UnauthorizedError);
    await first.finishAuth(await approve(browser, ada, provider.sentTo.at(-1)));
    await client.connect(open());
    await client.callTool({ name: 'who', arguments: {} });
    expect((await account()).text).toContain('<bdi>Flow test</bdi>');

    const call = async () => {
      const target = { url: live.mcpUrl, token: tokens()?.access_token ?? '' };
      return (await modern(target, 'tools/call', { name: 'who', arguments: {} })).status;
    };
    expect(await call()).toBe(200);
    const ended = await browser.submit(formWith(await account(), 'Disconnect'), {});
    expect(ended.text).toContain('<bdi>Flow test</bdi> is disconnected.');
    expect(ended.text).toContain('No application is connected');
    expect(await call()).toBe(401);
    const refreshed = await formPost(`${live.config.publicUrl}/token`, {
      grant_type: 'refresh_token',
      refresh_token: tokens()?.refresh_token ?? '',
      client_id: provider.clientInformation()?.client_id ?? '',
    });
    expect([refreshed.status, refreshed.body.error]).toEqual([400, 'invalid_grant']);
    // The client starts over by itself.
    const before = provider.sentTo.length;
    await expect(client.callTool({ name: 'who', arguments: {} })).rejects.toThrow();
    expect(provider.sentTo).toHaveLength(before + 1);
    await client.close();
  });

  it('a person signs out, and no cookie is logged [CON-7, RS-16]', async () => {
    const cookie = [...browser.cookies.values()];
    const visit = await browser.submit(formWith(await account(), 'Sign out'), {});
    expect(visit.url.pathname).toBe(`${path}/logout`);
    expect((await account()).url.pathname).not.toBe(`${path}/account`);
    const everything = live.logged.join('');
    for (const value of cookie) expect(everything).not.toContain(value);
    expect(everything).toContain('session.ended');
    expect(everything).toContain('user_request');
  });
});

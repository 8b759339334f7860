// Lives one whole connection with a running server, knowing only its address and one person.
import { strict as assert } from 'node:assert';
import {
  Client,
  StreamableHTTPClientTransport,
  UnauthorizedError,
} from '@modelcontextprotocol/client';
import type { Application } from './application.js';
import { callback, openApplication } from './application.js';
import type { Browser, Page } from './browser.js';
import { openBrowser } from './browser.js';

/** Whoever signs in: from the page that asks to the page behind it. */
export type SignIn = (browser: Browser, page: Page) => Promise<Page>;

/**
 * Challenge, discovery, registration, sign-in, consent, tools, step-up, refresh, revocation.
 *
 * @param url the public URL of the server
 * @returns whether a tool needed more than was asked for at first
 * @throws AssertionError, or what the client library throws
 */
export async function liveOneConnection(url: string, signIn: SignIn): Promise<boolean> {
  const mcp = new URL(`${url}/mcp`);
  const application = openApplication();
  const browser = openBrowser(callback);
  const transport = () => new StreamableHTTPClientTransport(mcp, { authProvider: application });
  const client = new Client(
    { name: 'black-box', version: '1' },
    { versionNegotiation: { mode: 'auto' } },
  );
  const allow = () => permit(browser, signIn, application, transport());

  await assert.rejects(client.connect(transport()), UnauthorizedError);
  await allow();
  await client.connect(transport());
  const { tools } = await client.listTools();
  assert.deepEqual(tools.map(({ name }) => name).sort(), [
    'add_note',
    'delete_note',
    'list_notes',
    'whoami',
  ]);
  const who = await client.callTool({ name: 'whoami', arguments: {} });
  assert.match(JSON.stringify(who.structuredContent), /user_/);

  const note = { name: 'add_note', arguments: { title: 'Black box' } };
  const before = application.sentTo.length;
  const firstTry = await client.callTool(note).catch((error: unknown) => error);
  const steppedUp = application.sentTo.length > before;
  if (steppedUp) {
    await allow();
    await client.callTool(note);
  } else if (firstTry instanceof Error) throw firstTry;
  const listed = await client.callTool({ name: 'list_notes', arguments: {} });
  assert.match(JSON.stringify(listed.structuredContent), /Black box/);

  const tokens = await refresh(url, application);
  const called = await post(mcp, tokens.access_token);
  assert.notEqual(called.status, 401, 'a refreshed token is refused');
  const revoked = await form(`${url}/revoke`, {
    token: tokens.refresh_token,
    client_id: clientId(application),
  });
  assert.equal(revoked.status, 200);
  assert.equal((await post(mcp, tokens.access_token)).status, 401, 'a revoked token is taken');
  await client.close();
  return steppedUp;
}

async function permit(
  browser: Browser,
  signIn: SignIn,
  application: Application,
  transport: StreamableHTTPClientTransport,
): Promise<void> {
  let page = await browser.open(application.sentTo.at(-1) ?? '');
  // At most: a consent before the sign-in, the sign-in, a consent after it.
  for (let step = 0; step < 3 && !page.url.href.startsWith(callback); step += 1) {
    page = page.html.includes('name="decision"')
      ? await browser.submit(page, { decision: 'approve' })
      : await signIn(browser, page);
  }
  assert(page.url.href.startsWith(callback), `the browser is stuck:\n${page.html}`);
  await transport.finishAuth(page.url.searchParams);
}

async function refresh(url: string, application: Application) {
  const answer = await form(`${url}/token`, {
    grant_type: 'refresh_token',
    refresh_token: application.tokens()?.refresh_token ?? '',
    client_id: clientId(application),
  });
  assert.equal(answer.status, 200, 'a refresh is refused');
  return (await answer.json()) as { access_token: string; refresh_token: string };
}

function clientId(application: Application): string {
  return application.clientInformation()?.client_id ?? '';
}

function form(url: string, fields: Record<string, string>): Promise<Response> {
  return fetch(url, { method: 'POST', body: new URLSearchParams(fields) });
}

function post(url: URL, token: string): Promise<Response> {
  return fetch(url, { method: 'POST', headers: { authorization: `Bearer ${token}` } });
}

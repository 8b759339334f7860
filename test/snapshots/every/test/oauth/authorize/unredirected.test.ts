/** Requests without a known redirect URI: an error page, never a redirect. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../../../src/oauth/clients/client.js';
import { openBrowser } from '../browser/browser.js';
import { addClient, caller, type Parameters, redirectUri } from '../client-calls.js';
import { limitsWith } from '../limits-with.js';
import { issuer, openWorld, type World } from '../world.js';
import { authorizeUrl, signedInBrowser } from './asking.js';

let world: World;
let client: Client;

beforeAll(async () => {
  world = await openWorld();
  client = await addClient(world);
});
afterAll(() => world.close());

async function open(changes: Parameters, asking: Client = client) {
  const browser = await signedInBrowser(world, client);
  return browser.open(await authorizeUrl(world, asking, changes));
}

describe('a request without a known redirect URI', () => {
  const refused: [title: string, changes: Parameters][] = [
    ['no client', { client_id: undefined }],
    ['an empty client', { client_id: '' }],
    ['an unknown client', { client_id: 'client_of_nobody' }],
    ['a client id with markup', { client_id: '"><script>alert(1)</script>' }],
    ['two clients', { client_id: ['client_a', 'client_b'] }],
    ['two redirect URIs', { redirect_uri: [redirectUri, 'https://evil.example/'] }],
    ['a foreign redirect URI', { redirect_uri: 'https://evil.example/callback' }],
    ['a longer redirect URI', { redirect_uri: `${redirectUri}/x` }],
    ['a shorter redirect URI', { redirect_uri: 'https://client.example/call' }],
    ['another case', { redirect_uri: 'https://client.example/Callback' }],
    ['an added query', { redirect_uri: `${redirectUri}?x=1` }],
    ['an added fragment', { redirect_uri: `${redirectUri}#x` }],
    [
      'a user name before the host',
      { redirect_uri: 'https://client.example@evil.example/callback' },
    ],
    ['a backslash', { redirect_uri: 'https://client.example\\@evil.example/callback' }],
    ['a port', { redirect_uri: 'https://client.example:8443/callback' }],
    ['dot segments', { redirect_uri: 'https://client.example/x/../callback' }],
    ['a script', { redirect_uri: 'javascript:alert(1)' }],
  ];

  it.each(refused)('shows a page: %s [AZ-3, RED-1] [A1]', async (_, changes) => {
    const visit = await open(changes);
    expect(visit.status).toBe(400);
    expect(visit.redirects).toEqual([]);
    expect(visit.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(visit.text).not.toContain('<script');
    expect(visit.text).not.toContain('evil.example');
  });

  it('tells what to do about an unknown client [AZ-3] [G4]', async () => {
    const { text } = await open({ client_id: 'client_of_nobody' });
    expect(text).toContain('remove this connection and add it again');
  });

  it('names the hosts that the client has registered [RED-1] [U6]', async () => {
    const { text } = await open({ redirect_uri: 'https://evil.example/callback' });
    expect(text).toContain('client.example');
  });

  it('does not guess between two redirect URIs [RED-7]', async () => {
    const two = await addClient(world, { redirectUris: [redirectUri, `${redirectUri}/2`] });
    const visit = await open({ redirect_uri: undefined }, two);
    expect([visit.status, visit.hasLeft]).toEqual([400, false]);
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'http://client.example/callback',
    'myapp:/cb',
  ])('refuses what could not be registered today: %s [RED-4, RED-5] [U5, A3]', async (uri) => {
    const old = await addClient(world, { redirectUris: [uri] });
    const visit = await open({ redirect_uri: uri }, old);
    expect([visit.status, visit.hasLeft]).toEqual([400, false]);
  });

  it('shows a page: another media type, too long a request [SEC-3]', async () => {
    const json = new Request(`${issuer}/authorize`, { method: 'POST', body: '{}' });
    expect((await world.server.authorize(json, caller)).status).toBe(400);
    const visit = await open({ state: 'x'.repeat(20_000) });
    expect([visit.status, visit.hasLeft]).toEqual([400, false]);
  });

  it('is limited: a page says when to come back [SEC-4]', async () => {
    const rateLimits = limitsWith({ authorize: { max: 2, seconds: 60 } });
    const limited = await openWorld({ rateLimits });
    const asking = await addClient(limited);
    const browser = openBrowser(limited.server, issuer);
    for (const status of [200, 200, 429]) {
      const visit = await browser.open(await authorizeUrl(limited, asking));
      expect(visit.status).toBe(status);
      expect(visit.headers.get('retry-after')).toBe(status === 429 ? '60' : null);
    }
    await limited.close();
  });
});

/** From the URL to the client: what is fetched, and how often. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Client } from '../../../../src/oauth/clients/client.js';
import { createAuthorizationServer } from '../../../../src/oauth/index.js';
import { addClient } from '../../client-calls.js';
import type { World } from '../../world.js';
import { ask, openWorldWithVendors, outcome } from './asking.js';
import { documentOf, openVendor, serve, type Vendor } from './vendor.js';

let vendor: Vendor;
let world: World;

beforeEach(async () => {
  vendor = await openVendor();
  world = await openWorldWithVendors();
});
afterEach(async () => {
  await world.close();
  await vendor.close();
});

describe('a client that is new here', () => {
  it('gets to the login page by its document alone [CIMD-1] [CIMD-28]', async () => {
    expect(await outcome(world, vendor.url)).toBe('login');
    expect(vendor.requests).toHaveLength(1);
  });

  it.each([
    ['user information', (url: string) => url.replace('vendor', 'user@vendor')],
    ['a fragment', (url: string) => `${url}#x`],
    ['dot segments', (url: string) => url.replace('/client', '/./client')],
    ['encoded dot segments', (url: string) => url.replace('/client', '/%2e%2e/client')],
    ['no path', (url: string) => url.replace('/client.json', '')],
    ['plain http', (url: string) => url.replace('https', 'http')],
    ['another spelling of its host', (url: string) => url.replace('vendor', 'VENDOR')],
    ['this machine', (url: string) => url.replace('vendor.test', 'localhost')],
  ])(
    'is refused with %s in its URL, and nothing is fetched [CIMD-2] [CIMD-12] [M10]',
    async (_what, change) => {
      expect(await outcome(world, change(vendor.url))).toBe('document_url');
      expect(vendor.connections).toBe(0);
    },
  );

  it.each([
    [{ client_id: 'https://vendor.test/other' }, 'client_id'],
    [{ client_name: undefined }, 'client_name'],
    [{ redirect_uris: [] }, 'redirect_uris'],
    [{ client_secret: 'x' }, 'shared_secret'],
    [{ token_endpoint_auth_method: 'private_key_jwt' }, 'keys'],
  ])(
    'is refused with %o in its document [CIMD-3] [CIMD-6] [CIMD-8] [CIMD-20]',
    async (changes, reason) => {
      vendor.answer = serve(documentOf(vendor.url, changes));
      expect(await outcome(world, vendor.url)).toBe(`document_${reason}`);
    },
  );

  it.each([
    ['no document', serve({}, {}, 404), 'document_status_404'],
    ['a redirect', serve('', { location: 'https://vendor.test/' }, 302), 'document_status_302'],
    ['HTML', serve('<html>', { 'content-type': 'text/html' }), 'document_media_type'],
    ['too much', serve('x'.repeat(10_000)), 'document_too_large'],
  ])(
    'is refused when its host has %s [CIMD-4] [CIMD-5] [CIMD-7] [CIMD-13] [CIMD-17] [M7]',
    async (...row) => {
      const [, answer, reason] = row;
      vendor.answer = answer;
      expect(await outcome(world, vendor.url)).toBe(reason);
    },
  );

  it('tells the person what is wrong, but not how the network looks from here [CIMD-17] [M5, M7]', async () => {
    vendor.answer = serve(documentOf(vendor.url, { client_name: '' }));
    expect((await ask(world, vendor.url)).visit.text).toContain('has no client_name');
    const texts = [];
    for (const answer of [serve('', {}, 500), serve('', {}, 403)]) {
      vendor.answer = answer;
      texts.push((await ask(world, vendor.url)).visit.text);
    }
    await vendor.close();
    texts.push((await ask(world, vendor.url)).visit.text);
    expect(texts[0]).toContain('could not be fetched');
    expect(new Set(texts).size).toBe(1);
    vendor = await openVendor();
  });

  it('uses a redirect URI of its document or gets nowhere [CIMD-9]', async () => {
    vendor.answer = serve(documentOf(vendor.url, { redirect_uris: ['http://127.0.0.1/callback'] }));
    const visitWith = async (uri: string) =>
      (await ask(world, vendor.url, { redirect_uri: uri })).visit;
    expect((await visitWith('http://127.0.0.1:4711/callback')).url.pathname).toBe('/login');
    for (const uri of ['http://127.0.0.1:4711/callback/', 'https://client.example/callback']) {
      const visit = await visitWith(uri);
      expect([visit.status, visit.hasLeft]).toEqual([400, false]);
    }
  });

  it('is refused when the operator denies its host, and nothing is fetched [CIMD-22] [M12]', async () => {
    await world.close();
    const cimd = { allowLoopback: false, allowHosts: [], denyHosts: ['vendor.test'] };
    world = await openWorldWithVendors({ cimd });
    expect(await outcome(world, vendor.url)).toBe('host_denied');
    expect(vendor.connections).toBe(0);
  });

  it('is refused when the operator allows other hosts only [CIMD-22] [M12]', async () => {
    await world.close();
    const cimd = { allowLoopback: false, allowHosts: ['other.test'], denyHosts: [] };
    world = await openWorldWithVendors({ cimd });
    expect(await outcome(world, vendor.url)).toBe('host_denied');
    expect(vendor.connections).toBe(0);
  });

  it('is unknown when the operator turned documents off [ASM-7]', async () => {
    await world.close();
    world = await openWorldWithVendors({ cimd: 'off' });
    const { visit } = await ask(world, vendor.url);
    expect([visit.status, visit.hasLeft, vendor.connections]).toEqual([400, false, 0]);
  });

  it('is the one that the operator registered under this URL [CIMD-23]', async () => {
    await addClient(world, { id: vendor.url });
    expect(await outcome(world, vendor.url)).toBe('login');
    expect(vendor.connections).toBe(0);
  });
});

describe('a document', () => {
  /** Asks after some time; the number of fetches so far. */
  async function fetchesAfter(seconds: number): Promise<number> {
    world.pass({ seconds });
    await ask(world, vendor.url);
    return vendor.requests.length;
  }

  it.each([
    ['as long as it says', { 'cache-control': 'max-age=600' }, 599],
    ['for an hour if it says nothing', {}, 3599],
    ['for a minute if it must not be stored', { 'cache-control': 'no-store' }, 59],
    ['for a day if it says more', { 'cache-control': 'max-age=9999999' }, 86_399],
  ])('is fetched once and kept %s [CIMD-15]', async (_what, headers, seconds) => {
    vendor.answer = serve(documentOf(vendor.url), headers);
    expect(await fetchesAfter(0)).toBe(1);
    expect(await fetchesAfter(seconds)).toBe(1);
    expect(await fetchesAfter(1)).toBe(2);
    expect(await fetchesAfter(seconds)).toBe(2);
  });

  it('is kept for all instances [CIMD-15]', async () => {
    await outcome(world, vendor.url);
    const guardedFetch = () => Promise.reject(new Error('fetched again'));
    const server = createAuthorizationServer({ ...world.context, guardedFetch });
    expect(await outcome({ ...world, server }, vendor.url)).toBe('login');
  });

  it('changes as soon as it is fetched again [CIMD-15]', async () => {
    await outcome(world, vendor.url);
    const now = world.context.clock();
    const moved = ['https://client.example/moved'];
    vendor.answer = serve(documentOf(vendor.url, { redirect_uris: moved }));
    world.pass({ seconds: 3600 });
    expect((await ask(world, vendor.url)).visit.status).toBe(400);
    const [redirect_uri] = moved;
    expect((await ask(world, vendor.url, { redirect_uri })).visit.url.pathname).toBe('/login');
    const stored = await world.context.store.get<Client>('client', vendor.url);
    expect(stored?.value).toMatchObject({ createdAt: now, redirectUris: moved });
  });

  it.each([
    ['the host failed', serve('', {}, 503)],
    ['there was none', serve('', {}, 404)],
    ['it was not valid', serve({})],
    ['the connection broke', (response: { destroy: () => void }) => response.destroy()],
  ])('is fetched again at once after %s [CIMD-16]', async (_what, answer) => {
    const good = vendor.answer;
    vendor.answer = answer;
    expect(await outcome(world, vendor.url)).toMatch(/^document_/);
    expect(await outcome(world, vendor.url)).toMatch(/^document_/);
    expect(vendor.connections).toBe(2);
    vendor.answer = good;
    expect(await outcome(world, vendor.url)).toBe('login');
  });

  it('is fetched once for many requests at the same time [CIMD-14]', async () => {
    const all = Array.from({ length: 20 }, () => outcome(world, vendor.url));
    expect(new Set(await Promise.all(all))).toEqual(new Set(['login']));
    expect(vendor.requests).toHaveLength(1);
  });
});

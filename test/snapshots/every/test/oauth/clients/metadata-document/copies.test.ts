/** What stands in while a host does not serve its document. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FetchFailed } from '../../../../src/oauth/clients/metadata-document/fetch/fetch-failed.js';
import type { GuardedFetch } from '../../../../src/oauth/clients/metadata-document/fetch/guarded-fetch.js';
import { openWorld, type World } from '../../world.js';
import { ask, openWorldWithVendors, outcome } from './asking.js';
import { documentOf, fetchOnThisMachine, openVendor, serve, type Vendor } from './vendor.js';

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

/** Ways in which vendors' edges have failed. */
const failures = [
  ['answers 403', serve('', {}, 403)],
  ['asks for a browser', serve('<html>', { 'cf-mitigated': 'challenge' }, 403)],
  ['answers 503', serve('', {}, 503)],
  ['redirects', serve('', { location: 'https://vendor.test/' }, 302)],
  ['serves HTML', serve('<html>', { 'content-type': 'text/html' })],
  ['breaks off', (response: { destroy: () => void }) => response.destroy()],
] as const;

describe('the last good copy', () => {
  it.each(failures)('serves for days while the host %s [CIMD-24] [M5]', async (_what, answer) => {
    expect(await outcome(world, vendor.url)).toBe('login');
    vendor.answer = answer;
    world.pass({ days: 6 });
    expect(await outcome(world, vendor.url)).toBe('login');
    expect(vendor.connections).toBe(2);
    expect(world.audited.at(-1)).toMatchObject({
      event: 'document.reused',
      clientId: vendor.url,
    });
  });

  it('serves while the host says nothing [CIMD-14] [CIMD-24]', async () => {
    await world.close();
    let guardedFetch = fetchOnThisMachine();
    world = await openWorld({}, (url) => guardedFetch(url));
    expect(await outcome(world, vendor.url)).toBe('login');
    guardedFetch = fetchOnThisMachine({ totalMs: 100 });
    vendor.answer = () => undefined;
    world.pass({ days: 1 });
    expect(await outcome(world, vendor.url)).toBe('login');
    expect(world.audited.at(-1)).toMatchObject({ event: 'document.reused', reason: 'timeout' });
  });

  it('does not serve new sign-ins for more than a week [CIMD-24]', async () => {
    await outcome(world, vendor.url);
    vendor.answer = serve('', {}, 403);
    for (const days of [6, 1]) {
      world.pass({ days });
      expect(await outcome(world, vendor.url)).toBe('login');
    }
    world.pass({ days: 1 });
    expect(await outcome(world, vendor.url)).toBe('document_status_403');
  });

  it('spares the failing host for a minute, then gives way to the new document [M6]', async () => {
    await outcome(world, vendor.url);
    const good = vendor.answer;
    vendor.answer = serve('', {}, 503);
    world.pass({ days: 1 });
    await outcome(world, vendor.url);
    await outcome(world, vendor.url);
    expect(vendor.requests).toHaveLength(2);
    vendor.answer = good;
    world.pass({ seconds: 60 });
    expect(await outcome(world, vendor.url)).toBe('login');
    expect(vendor.requests).toHaveLength(3);
    world.pass({ seconds: 60 });
    await outcome(world, vendor.url);
    expect(vendor.requests).toHaveLength(3);
  });

  it.each([
    ['there is no document', serve('', {}, 404)],
    ['the document is gone', serve('', {}, 410)],
    ['the document is not valid', serve({})],
    ['the document is no JSON', serve('{')],
    ['the document is too large', serve('x'.repeat(10_000))],
  ])('does not serve when %s, nor when the host fails later [CIMD-16]', async (_what, answer) => {
    await outcome(world, vendor.url);
    const good = vendor.answer;
    vendor.answer = answer;
    world.pass({ days: 1 });
    expect(await outcome(world, vendor.url)).toMatch(/^document_/);
    vendor.answer = serve('', {}, 403);
    expect(await outcome(world, vendor.url)).toBe('document_status_403');
    vendor.answer = good;
    expect(await outcome(world, vendor.url)).toBe('login');
    vendor.answer = serve('', {}, 403);
    world.pass({ days: 1 });
    expect(await outcome(world, vendor.url)).toBe('login');
  });
});

describe('the copy of a well-known client', () => {
  const claude = 'https://claude.ai/oauth/mcp-oauth-client-metadata';
  const callback = { redirect_uri: 'https://claude.ai/api/mcp/auth_callback' };

  async function openWorldWhere(guardedFetch: GuardedFetch): Promise<void> {
    await world.close();
    world = await openWorld({}, guardedFetch);
  }

  it('serves when its host never served the document [CIMD-23] [CIMD-24]', async () => {
    let fetches = 0;
    await openWorldWhere(async () => {
      fetches += 1;
      throw new FetchFailed('status_403');
    });
    expect((await ask(world, claude, callback)).visit.url.pathname).toBe('/login');
    expect((await ask(world, claude, callback)).visit.url.pathname).toBe('/login');
    expect(fetches).toBe(1);
    world.pass({ days: 30 });
    expect((await ask(world, claude, callback)).visit.url.pathname).toBe('/login');
    expect(fetches).toBe(2);
  });

  it('does not serve when there is no document [CIMD-23]', async () => {
    await openWorldWhere(() => Promise.reject(new FetchFailed('status_404')));
    expect(await outcome(world, claude)).toBe('document_status_404');
  });

  it('does not serve while the host serves another document [CIMD-23]', async () => {
    const document = documentOf(claude, { redirect_uris: ['https://claude.ai/elsewhere'] });
    const body = new TextEncoder().encode(JSON.stringify(document));
    await openWorldWhere(async () => ({ headers: {}, body }));
    expect((await ask(world, claude, callback)).visit.status).toBe(400);
  });
});

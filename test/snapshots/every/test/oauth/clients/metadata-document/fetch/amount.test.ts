/** The guarded fetch: how long it takes, and how much it does. */
import { type AddressInfo, createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GuardedFetch } from '../../../../../src/oauth/clients/metadata-document/fetch/guarded-fetch.js';
import { fetchOnThisMachine, openVendor, serve, type Vendor } from '../vendor.js';
import { outcomeOf } from './outcome.js';

let vendor: Vendor;

beforeEach(async () => {
  vendor = await openVendor();
});
afterEach(async () => {
  await vendor.close();
});

/** The reason of a failure, or `fetched`. */
function outcome(guardedFetch: GuardedFetch, url = vendor.url): Promise<string> {
  return outcomeOf(guardedFetch, url);
}

describe('how long a guarded fetch takes', () => {
  it('is no longer than allowed when the host drips [CIMD-14]', async () => {
    vendor.answer = (response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const drip = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(drip));
    };
    expect(await outcome(fetchOnThisMachine({ totalMs: 200 }))).toBe('timeout');
  });

  it('is no longer than allowed when TLS never begins [CIMD-14]', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `https://vendor.test:${(server.address() as AddressInfo).port}/client.json`;
    const began = performance.now();
    expect(await outcome(fetchOnThisMachine({ connectMs: 100 }), url)).toBe('timeout');
    // The whole may take 5 s.
    expect(performance.now() - began).toBeLessThan(3_000);
    server.close();
  });

  it('is no longer than allowed when the name servers say nothing [CIMD-14]', async () => {
    const resolve = () => new Promise<never>(() => undefined);
    expect(await outcome(fetchOnThisMachine({ totalMs: 100, resolve }))).toBe('timeout');
  });

  it('is short when nobody listens', async () => {
    await vendor.close();
    expect(await outcome(fetchOnThisMachine())).toBe('unreachable');
    vendor = await openVendor();
  });
});

describe('how much a guarded fetch can be made to do', () => {
  /** Leaves requests unanswered until so many have come. */
  function holdUntil(count: number): void {
    const held: (() => void)[] = [];
    vendor.answer = (response) => {
      held.push(() => serve({})(response));
      if (held.length === count) for (const release of held) release();
    };
  }

  it('is one request for many at the same time, and another one later [CIMD-14] [M6]', async () => {
    const guardedFetch = fetchOnThisMachine();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => outcome(guardedFetch)));
    expect(outcomes).toEqual(Array(20).fill('fetched'));
    expect(vendor.requests).toHaveLength(1);
    await outcome(guardedFetch);
    expect(vendor.requests).toHaveLength(2);
  });

  it('is a few requests at a time for one host [CIMD-14]', async () => {
    const guardedFetch = fetchOnThisMachine({ slots: { perHost: 2 } });
    holdUntil(3);
    const all = ['vendor.test', 'vendor.test', 'vendor.test', 'other.vendor.test'].map(
      (host, index) => outcome(guardedFetch, `https://${host}:${vendor.port}/${index}`),
    );
    expect(await Promise.all(all)).toEqual(['fetched', 'fetched', 'busy', 'fetched']);
  });

  it('is a few requests at a time for all hosts [CIMD-14] [M6]', async () => {
    const guardedFetch = fetchOnThisMachine({ slots: { overall: 2 } });
    holdUntil(2);
    const all = ['a', 'b', 'c'].map((name) =>
      outcome(guardedFetch, `https://${name}.vendor.test:${vendor.port}/client.json`),
    );
    expect(await Promise.all(all)).toEqual(['fetched', 'fetched', 'busy']);
    vendor.answer = serve({});
    expect(await outcome(guardedFetch)).toBe('fetched');
  });

  it('is a few requests a minute for one host [CIMD-14]', async () => {
    let now = 0;
    const guardedFetch = fetchOnThisMachine({
      clock: () => now,
      slots: { perHostAndMinute: 2 },
    });
    vendor.answer = serve('', {}, 503);
    const fetchOnce = () => outcome(guardedFetch);
    expect([await fetchOnce(), await fetchOnce(), await fetchOnce()]).toEqual([
      'status_503',
      'status_503',
      'busy',
    ]);
    now = 60_000;
    expect(await fetchOnce()).toBe('status_503');
    expect(vendor.requests).toHaveLength(3);
  });

  it('goes on after failures: each gives back what it took [CIMD-14]', async () => {
    const guardedFetch = fetchOnThisMachine({
      slots: { perHost: 1, overall: 1, perHostAndMinute: 100 },
    });
    vendor.answer = (response) => response.destroy();
    for (let i = 0; i < 5; i += 1) {
      expect(await outcome(guardedFetch)).toBe('broken_off');
    }
    vendor.answer = serve({});
    expect(await outcome(guardedFetch)).toBe('fetched');
  });
});

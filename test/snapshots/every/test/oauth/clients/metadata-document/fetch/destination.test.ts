/** The guarded fetch: where it goes, and whom it believes. */
import { createServer } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  createGuardedFetch,
  type GuardedFetch,
} from '../../../../../src/oauth/clients/metadata-document/fetch/guarded-fetch.js';
import { fetchOnThisMachine, openVendor, serve, untrusted, type Vendor } from '../vendor.js';
import { outcomeOf } from './outcome.js';

const production = { clock: () => 0, userAgent: 'test', allowLoopback: false };

let vendor: Vendor;

beforeEach(async () => {
  vendor = await openVendor();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await vendor.close();
});

/** The reason of a failure, or `fetched`. */
function outcome(guardedFetch: GuardedFetch, url = vendor.url): Promise<string> {
  return outcomeOf(guardedFetch, url);
}

describe('where a guarded fetch goes', () => {
  it('is to the host in the URL, by name and certificate [CIMD-1]', async () => {
    const { body } = await fetchOnThisMachine()(new URL(vendor.url));
    expect(JSON.parse(new TextDecoder().decode(body))).toMatchObject({ client_id: vendor.url });
    const [request] = vendor.requests;
    expect(request?.method).toBe('GET');
    expect(request?.headers).toMatchObject({
      host: `vendor.test:${vendor.port}`,
      accept: 'application/json',
      'user-agent': 'test',
    });
  });

  it('is to no address for special use, by default [CIMD-10] [M9, A27]', async () => {
    for (const address of ['127.0.0.1', '10.0.0.1', '::ffff:127.0.0.1', 'fd00::1']) {
      const guardedFetch = createGuardedFetch({ ...production, resolve: async () => [address] });
      expect(await outcome(guardedFetch)).toBe('special_use_address');
    }
    expect(vendor.connections).toBe(0);
  });

  it.each(['127.0.0.1', '[::1]', '[::ffff:127.0.0.1]', '0x7f.1', '2130706433', '017700000001'])(
    'is not to %s, which nobody has to resolve [CIMD-10] [CIMD-11]',
    async (host) => {
      const resolve = vi.fn();
      const guardedFetch = createGuardedFetch({ ...production, resolve });
      const url = `https://${host}:${vendor.port}/client.json`;
      expect(await outcome(guardedFetch, url)).toBe('special_use_address');
      expect(resolve).not.toHaveBeenCalled();
      expect(vendor.connections).toBe(0);
    },
  );

  it.each([[['127.0.0.1', '127.0.0.2']], [['127.0.0.2', '127.0.0.1']]])(
    'is nowhere when only some of the answers are good: %j [CIMD-10]',
    async (addresses) => {
      const guardedFetch = fetchOnThisMachine({ resolve: async () => addresses });
      expect(await outcome(guardedFetch)).toBe('special_use_address');
      expect(vendor.connections).toBe(0);
    },
  );

  it('is to the address that was checked, whatever is answered later [CIMD-11] [M9]', async () => {
    // No other resolver knows the name: a second look-up would fail.
    const resolve = vi.fn(async () => ['127.0.0.2']).mockResolvedValueOnce(['127.0.0.1']);
    const guardedFetch = fetchOnThisMachine({ resolve });
    expect(await outcome(guardedFetch)).toBe('fetched');
    expect(resolve).toHaveBeenCalledTimes(1);
    // Every fetch is checked anew.
    expect(await outcome(guardedFetch)).toBe('special_use_address');
    expect(vendor.connections).toBe(1);
  });

  it('is to another address if the first does not answer', async () => {
    const guardedFetch = fetchOnThisMachine({
      resolve: async () => ['::1', '127.0.0.1'],
      isForbidden: () => false,
    });
    expect(await outcome(guardedFetch)).toBe('fetched');
  });

  it('is never by a connection that was used before [CIMD-11] [M9]', async () => {
    const guardedFetch = fetchOnThisMachine();
    await outcome(guardedFetch);
    await outcome(guardedFetch);
    expect([vendor.requests.length, vendor.connections]).toEqual([2, 2]);
    expect(vendor.requests.map(({ headers }) => headers.connection)).toEqual(['close', 'close']);
  });

  it.each([301, 302, 303, 307, 308])(
    'is not to the target of a redirect with %i [CIMD-5] [M9]',
    async (status) => {
      const target = await openVendor();
      vendor.answer = serve('', { location: target.url }, status);
      expect(await outcome(fetchOnThisMachine())).toBe(`status_${status}`);
      expect(target.connections).toBe(0);
      await target.close();
    },
  );

  it('is not by a proxy of the environment [CIMD-10]', async () => {
    const proxy = await openVendor();
    for (const name of ['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY']) {
      vi.stubEnv(name, `http://127.0.0.1:${proxy.port}`);
    }
    // As Node does with NODE_USE_ENV_PROXY.
    const usual = https.globalAgent;
    https.globalAgent = new https.Agent({ proxyEnv: process.env } as https.AgentOptions);
    const reached = await outcome(fetchOnThisMachine());
    https.globalAgent = usual;
    expect(reached).toBe('fetched');
    expect(proxy.connections).toBe(0);
    await proxy.close();
  });

  it('is nowhere without an address', async () => {
    expect(await outcome(fetchOnThisMachine({ resolve: async () => [] }))).toBe('unresolved');
  });

  it('is to this machine by name only while developing [CIMD-12]', async () => {
    const requests: string[] = [];
    const server = createServer((request, response) => {
      requests.push(request.url ?? '');
      serve({})(response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://localhost:${(server.address() as AddressInfo).port}/client.json`;
    const loopback = { ...production, allowLoopback: true };
    const guardedFetch = createGuardedFetch(loopback);
    expect(await outcome(guardedFetch, url)).toBe('fetched');
    expect(await outcome(createGuardedFetch(production), url)).toBe('special_use_address');
    expect(requests).toEqual(['/client.json']);
    // No other name may lead there.
    const resolve = async () => ['127.0.0.1'];
    const other = createGuardedFetch({ ...loopback, resolve });
    expect(await outcome(other, vendor.url)).toBe('special_use_address');
    // Nor may its own name lead elsewhere.
    const elsewhere = createGuardedFetch({ ...loopback, resolve: async () => ['192.0.2.1'] });
    expect(await outcome(elsewhere, url)).toBe('special_use_address');
    await new Promise((resolve) => server.close(resolve));
  });
});

describe('whom a guarded fetch believes', () => {
  it('is no certificate of an unknown authority', async () => {
    expect(await outcome(fetchOnThisMachine({ trust: untrusted.cert }))).toBe('tls');
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    expect(await outcome(fetchOnThisMachine({ trust: untrusted.cert }))).toBe('tls');
    expect(vendor.requests).toEqual([]);
  });

  it('is no certificate for another name', async () => {
    const url = `https://other.example:${vendor.port}/client.json`;
    expect(await outcome(fetchOnThisMachine(), url)).toBe('tls');
    expect(vendor.requests).toEqual([]);
  });
});

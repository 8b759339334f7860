/** The networks from which a client may authenticate. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isFromItsNetwork, isNetwork } from '../../../src/oauth/clients/networks.js';
import {
  addByOperator,
  basic,
  type OperatedWorld,
  openOperatedWorld,
} from '../../admin/clients/operating.js';
import { bodyOf } from '../client-calls.js';
import { issuer } from '../world.js';

function isIn(address: string, ...allowedNetworks: string[]): boolean {
  return isFromItsNetwork({ allowedNetworks }, address);
}

describe('an address', () => {
  it.each([
    ['192.0.2.0/24', '192.0.2.0', '192.0.1.255'],
    ['192.0.2.0/24', '192.0.2.255', '192.0.3.0'],
    ['192.0.2.0/25', '192.0.2.127', '192.0.2.128'],
    ['192.0.2.0/24', '::ffff:192.0.2.1', '::ffff:192.0.3.1'],
    ['192.0.2.1', '192.0.2.1', '192.0.2.2'],
    ['0.0.0.0/0', '192.0.2.1', '2001:db8::1'],
    ['::/0', '2001:db8::1', '192.0.2.1'],
    ['2001:db8::/33', '2001:db8:7fff::1', '2001:db8:8000::1'],
    ['2001:db8::1', '2001:db8:0:0:0:0:0:1', '2001:db8::2'],
    ['fe80::/10', 'fe80::1%eth0', 'fec0::1'],
  ])('is in the network %s: %s, but not %s', (network, inside, outside) => {
    expect([isIn(inside, network), isIn(outside, network)]).toEqual([true, false]);
  });

  it('is in no network if it is none, and in any where there is no list', () => {
    expect(isIn('', '0.0.0.0/0', '::/0')).toBe(false);
    expect(isIn('unknown', '0.0.0.0/0', '::/0')).toBe(false);
    expect(isIn('192.0.2.1')).toBe(false);
    expect(isFromItsNetwork({}, 'unknown')).toBe(true);
  });
});

it.each([
  ['192.0.2.0/24', true],
  ['192.0.2.1', true],
  ['0.0.0.0/0', true],
  ['2001:db8::/32', true],
  ['::1/128', true],
  ['192.0.2.0/33', false],
  ['2001:db8::/129', false],
  ['192.0.2.0/', false],
  ['192.0.2.0/-1', false],
  ['192.0.2/24', false],
  ['192.0.2.0/24/24', false],
  ['example.com', false],
  ['', false],
  ['/24', false],
  ['fe80::1%eth0/64', false],
])('%j is a network: %s', (text, expected) => {
  expect(isNetwork(text)).toBe(expected);
});

describe('a client with networks', () => {
  let world: OperatedWorld;
  beforeAll(async () => {
    world = await openOperatedWorld();
  });
  afterAll(() => world.close());

  const from = (
    address: string,
    who: { id: string; secret: string },
    endpoint: 'token' | 'revoke' | 'introspect' = 'token',
  ) => {
    const body = new URLSearchParams({ grant_type: 'client_credentials', token: 'x' });
    const request = new Request(issuer, { method: 'POST', headers: basic(who), body });
    return world.server[endpoint](request, { address });
  };

  it('authenticates from there alone [CC-1, INT-1, CA-1, CA-5]', async () => {
    const who = await addByOperator(
      world,
      '--grant client_credentials --scope notes:read --may-introspect --allow-network 192.0.2.0/24 --allow-network 2001:db8::/32',
    );
    for (const endpoint of ['token', 'revoke', 'introspect'] as const) {
      expect((await from('192.0.2.7', who, endpoint)).status).toBe(200);
      expect((await from('2001:db8::7', who, endpoint)).status).toBe(200);
      const refused = await from('198.51.100.7', who, endpoint);
      expect([refused.status, (await bodyOf(refused)).error]).toEqual([401, 'invalid_client']);
    }
    expect(world.audited.at(-1)).toMatchObject({ reason: 'other_network' });
    // A right secret is answered like a wrong one.
    const right = await from('198.51.100.7', who);
    const wrong = await from('198.51.100.7', { ...who, secret: 'wrong' });
    expect([right.status, await right.text()]).toEqual([wrong.status, await wrong.text()]);
  });
});

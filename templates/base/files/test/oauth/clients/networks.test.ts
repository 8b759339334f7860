/** The networks of a client: which addresses are in one, and who may authenticate from where. */
import fc from 'fast-check';
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

/** An address of so many bits, as text. */
function spelled(bits: string): string {
  const size = bits.length === 32 ? 8 : 16;
  const parts = bits.match(new RegExp(`.{${size}}`, 'g')) ?? [];
  const numbers = parts.map((part) => Number.parseInt(part, 2));
  return size === 8 ? numbers.join('.') : numbers.map((number) => number.toString(16)).join(':');
}

describe('an address', () => {
  it.each([32, 128])('of %i bits is in a network exactly if it begins like it', (length) => {
    const bits = fc.array(fc.boolean(), { minLength: length, maxLength: length });
    fc.assert(
      fc.property(bits, bits, fc.nat(length), fc.nat(length), (own, other, prefix, shared) => {
        const network = own.map(Number).join('');
        // Random bits alone would never be in a small network.
        const address = network.slice(0, shared) + other.slice(shared).map(Number).join('');
        const isInside = address.slice(0, prefix) === network.slice(0, prefix);
        expect(isIn(spelled(address), `${spelled(network)}/${prefix}`)).toBe(isInside);
      }),
    );
  });

  it('is in a network of one if it is the same, however it is written', () => {
    expect(isIn('192.0.2.1', '192.0.2.1')).toBe(true);
    expect(isIn('192.0.2.2', '192.0.2.1')).toBe(false);
    expect(isIn('2001:db8:0:0:0:0:0:1', '2001:db8::1')).toBe(true);
    expect(isIn('fe80::1%eth0', 'fe80::/10')).toBe(true);
  });

  it('is in none of the other family, unless it is the same address', () => {
    expect(isIn('192.0.2.1', '::/0')).toBe(false);
    expect(isIn('2001:db8::1', '0.0.0.0/0')).toBe(false);
    expect(isIn('::ffff:192.0.2.1', '192.0.2.0/24')).toBe(true);
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

  it('authenticates from there and from nowhere else, with the right secret too [CC-1, INT-1, CA-1]', async () => {
    const who = await addByOperator(
      world,
      '--grant client_credentials --scope notes:read --may-introspect --allow-network 192.0.2.0/24 --allow-network 2001:db8::/32',
    );
    for (const endpoint of ['token', 'revoke', 'introspect'] as const) {
      for (const [address, status] of [
        ['192.0.2.7', 200],
        ['2001:db8::7', 200],
        ['198.51.100.7', 401],
      ] as const) {
        const body = new URLSearchParams({ grant_type: 'client_credentials', token: 'x' });
        const request = new Request(issuer, { method: 'POST', headers: basic(who), body });
        const response = await world.server[endpoint](request, { address });
        expect(response.status, `${endpoint} from ${address}`).toBe(status);
        if (status === 401) expect((await bodyOf(response)).error).toBe('invalid_client');
      }
    }
    expect(world.audited.at(-1)).toMatchObject({ reason: 'other_network' });
  });

  it('gives a wrong and a right secret the same answer elsewhere [CA-5]', async () => {
    const who = await addByOperator(
      world,
      '--grant client_credentials --scope notes:read --allow-network 192.0.2.0/24',
    );
    const answers = [];
    for (const secret of [who.secret, 'wrong']) {
      const body = new URLSearchParams({ grant_type: 'client_credentials' });
      const headers = basic({ ...who, secret });
      const request = new Request(issuer, { method: 'POST', headers, body });
      const response = await world.server.token(request, { address: '198.51.100.7' });
      answers.push([response.status, await response.text()]);
    }
    expect(answers[0]).toEqual(answers[1]);
  });
});

/** Which addresses a fetch may go to. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isLoopback,
  isSpecialUse,
} from '../../../../../src/oauth/clients/metadata-document/fetch/address.js';

describe('an address that leads to a public host', () => {
  it.each(['1.0.0.0', '223.255.255.255', '2001:200::1', '2606:4700::1111', '2003::1', '3ffe::1'])(
    'may be fetched from: %s [CIMD-10]',
    (address) => {
      expect(isSpecialUse(address)).toBe(false);
    },
  );
});

/** Of IPv4: the first and the last address of each. */
const ranges: [what: string, first: string, last: string][] = [
  ['this network', '0.0.0.0', '0.255.255.255'],
  ['private', '10.0.0.0', '10.255.255.255'],
  ['carrier-grade NAT', '100.64.0.0', '100.127.255.255'],
  ['loopback', '127.0.0.0', '127.255.255.255'],
  ['the host agent of a cloud', '168.63.129.16', '168.63.129.16'],
  ['link-local', '169.254.0.0', '169.254.255.255'],
  ['private', '172.16.0.0', '172.31.255.255'],
  ['protocol assignments', '192.0.0.0', '192.0.0.255'],
  ['documentation', '192.0.2.0', '192.0.2.255'],
  ['AS112', '192.31.196.0', '192.31.196.255'],
  ['relays', '192.52.193.0', '192.52.193.255'],
  ['relays', '192.88.99.0', '192.88.99.255'],
  ['private', '192.168.0.0', '192.168.255.255'],
  ['AS112', '192.175.48.0', '192.175.48.255'],
  ['benchmarking', '198.18.0.0', '198.19.255.255'],
  ['documentation', '198.51.100.0', '198.51.100.255'],
  ['documentation', '203.0.113.0', '203.0.113.255'],
  ['multicast', '224.0.0.0', '239.255.255.255'],
  ['reserved', '240.0.0.0', '255.255.255.255'],
];

describe('an address for special use', () => {
  it.each<[what: string, ...addresses: string[]]>([
    ...ranges,
    ['metadata of clouds', '100.100.100.200', '169.254.169.254', '192.0.0.192', 'fd00:ec2::254'],
    ['multicast', 'ff02::1', 'ff0e::1'],
    ['reserved', '4000::1', '5f00::1'],
    ['unspecified', '::'],
    ['IPv6 loopback', '::1', '0:0:0:0:0:0:0:1'],
    ['IPv4-mapped', '::ffff:127.0.0.1', '::ffff:a9fe:a9fe', '::ffff:8.8.8.8'],
    ['IPv4-compatible', '::127.0.0.1'],
    ['IPv4-translated', '::ffff:0:127.0.0.1'],
    ['NAT64', '64:ff9b::7f00:1', '64:ff9b:1::10.0.0.1'],
    ['discard-only', '100::1'],
    ['Teredo', '2001::1', '2001:0:4136:e378:8000:63bf:3fff:fdd2'],
    ['benchmarking', '2001:2::1'],
    ['ORCHID', '2001:10::1', '2001:20::1'],
    ['documentation', '2001:db8::1', '3fff::1', '3fff:fff:ffff::1'],
    ['6to4', '2002:7f00:1::', '2002:a9fe:a9fe::1'],
    ['AS112', '2620:4f:8000::1'],
    ['unique local', 'fc00::1', 'fdff:ffff::1'],
    ['link-local', 'fe80::1', 'febf::1', 'fe80::1%eth0'],
    ['site-local', 'fec0::1', 'feff::1'],
    ['a zone', '2606:4700::1111%eth0'],
    ['no address', '', 'localhost', '1.1.1', '1.1.1.1.', '0x7f.1', '[::1]', '1.1.1.1/8'],
  ])('is never fetched from: %s (%s, ...) [CIMD-10] [CIMD-11] [M9, A32]', (_what, ...addresses) => {
    for (const address of addresses) expect(isSpecialUse(address), address).toBe(true);
  });

  it('is refused whatever IPv4 address is wrapped into IPv6 [CIMD-10]', () => {
    const wrappers = ['::ffff:', '::', '::ffff:0:', '64:ff9b::', '64:ff9b:1::', '2001::'];
    fc.assert(
      fc.property(fc.ipV4(), fc.constantFrom(...wrappers), (address, wrapper) => {
        expect(isSpecialUse(`${wrapper}${address}`)).toBe(true);
      }),
    );
    const word = fc.integer({ min: 0, max: 0xffff }).map((value) => value.toString(16));
    fc.assert(
      fc.property(word, word, word, (high, low, rest) => {
        expect(isSpecialUse(`2002:${high}:${low}::${rest}`)).toBe(true);
      }),
    );
  });

  it('is the same in every spelling [CIMD-11]', () => {
    const words = fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 8, maxLength: 8 });
    const first = fc.constantFrom(
      0,
      0x64,
      0x100,
      0x2000,
      0x2001,
      0x2002,
      0x2606,
      0x3fff,
      0xfc00,
      0xfe80,
    );
    fc.assert(
      fc.property(first, words, (head, [, ...tail]) => {
        const groups = [head, ...tail].map((word) => word.toString(16));
        const long = groups.map((group) => group.padStart(4, '0').toUpperCase()).join(':');
        const short = new URL(`http://[${long}]`).hostname.slice(1, -1);
        expect(isSpecialUse(long)).toBe(isSpecialUse(short));
        expect(isSpecialUse(groups.join(':'))).toBe(isSpecialUse(short));
      }),
    );
  });

  it('is what plain arithmetic says, for any IPv4 address [CIMD-10]', () => {
    // The address before the first one is the last one.
    const moved = (address: number, by: number) => (address + by) >>> 0;
    const ends = ranges.flatMap(([, first, last]) => [numberOf(first), numberOf(last)]);
    const near = fc
      .tuple(fc.constantFrom(...ends), fc.integer({ min: -0xffff, max: 0xffff }))
      .map(([end, by]) => moved(end, by));
    const any = fc.integer({ min: 0, max: 0xffffffff });
    const isInRange = (address: number) =>
      ranges.some(([, first, last]) => numberOf(first) <= address && address <= numberOf(last));
    fc.assert(
      fc.property(fc.oneof(near, any), (address) => {
        expect(isSpecialUse(textOf(address))).toBe(isInRange(address));
      }),
      {
        numRuns: 5000,
        examples: ends.flatMap((end) => [-1, 0, 1].map((by): [number] => [moved(end, by)])),
      },
    );
  });
});

describe('a loopback address', () => {
  it.each([
    ['127.0.0.1', true],
    ['127.9.9.9', true],
    ['::1', true],
    ['128.0.0.1', false],
    ['10.0.0.1', false],
    ['::', false],
    ['::ffff:127.0.0.1', false],
    ['127.0.0.1.example', false],
  ])('is %s: %s', (address, expected) => {
    expect(isLoopback(address)).toBe(expected);
  });
});

function numberOf(address: string): number {
  return Buffer.from(address.split('.').map(Number)).readUInt32BE();
}

function textOf(number: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(number);
  return bytes.join('.');
}

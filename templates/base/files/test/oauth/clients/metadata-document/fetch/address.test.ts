/** Which addresses a fetch may go to. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isLoopback,
  isSpecialUse,
} from '../../../../../src/oauth/clients/metadata-document/fetch/address.js';

describe('an address that leads to a public host', () => {
  it.each([
    '1.1.1.1',
    '9.255.255.255',
    '11.0.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '128.0.0.0',
    '169.253.255.255',
    '172.15.255.255',
    '172.32.0.0',
    '192.0.1.0',
    '192.167.255.255',
    '198.17.255.255',
    '198.20.0.0',
    '223.255.255.255',
    '2001:200::1',
    '2606:4700::1111',
    '2a00:1450:4001:80b::200e',
    '2003::1',
    '3ffe::1',
  ])('may be fetched from: %s [CIMD-10]', (address) => {
    expect(isSpecialUse(address)).toBe(false);
  });
});

describe('an address for special use', () => {
  it.each([
    ['this network', '0.0.0.0', '0.255.255.255'],
    ['private', '10.0.0.0', '10.255.255.255'],
    ['carrier-grade NAT', '100.64.0.0', '100.127.255.255', '100.100.100.200'],
    ['loopback', '127.0.0.1', '127.255.255.255'],
    ['the host agent of a cloud', '168.63.129.16'],
    ['link-local', '169.254.0.0', '169.254.169.254', '169.254.255.255'],
    ['private', '172.16.0.0', '172.31.255.255'],
    ['protocol assignments', '192.0.0.0', '192.0.0.192', '192.0.0.255'],
    ['documentation', '192.0.2.1', '198.51.100.1', '203.0.113.255'],
    ['AS112', '192.31.196.1', '192.175.48.1', '2620:4f:8000::1'],
    ['relays', '192.52.193.1', '192.88.99.1'],
    ['private', '192.168.0.0', '192.168.255.255'],
    ['benchmarking', '198.18.0.0', '198.19.255.255', '2001:2::1'],
    ['multicast', '224.0.0.1', '239.255.255.255', 'ff02::1', 'ff0e::1'],
    ['reserved', '240.0.0.1', '255.255.255.254', '4000::1', '5f00::1'],
    ['broadcast', '255.255.255.255'],
    ['unspecified', '::'],
    ['IPv6 loopback', '::1', '0:0:0:0:0:0:0:1'],
    ['IPv4-mapped', '::ffff:127.0.0.1', '::ffff:a9fe:a9fe', '::ffff:8.8.8.8'],
    ['IPv4-compatible', '::127.0.0.1'],
    ['IPv4-translated', '::ffff:0:127.0.0.1'],
    ['NAT64', '64:ff9b::7f00:1', '64:ff9b:1::10.0.0.1'],
    ['discard-only', '100::1'],
    ['Teredo', '2001::1', '2001:0:4136:e378:8000:63bf:3fff:fdd2'],
    ['ORCHID', '2001:10::1', '2001:20::1'],
    ['documentation', '2001:db8::1', '3fff::1', '3fff:fff:ffff::1'],
    ['6to4', '2002:7f00:1::', '2002:a9fe:a9fe::1'],
    ['unique local', 'fc00::1', 'fdff:ffff::1', 'fd00:ec2::254'],
    ['link-local', 'fe80::1', 'febf::1', 'fe80::1%eth0'],
    ['site-local', 'fec0::1', 'feff::1'],
    ['a zone', '2606:4700::1111%eth0'],
    ['no address', '', 'localhost', '1.1.1', '1.1.1.1.', '0x7f.1', '[::1]', '1.1.1.1/8'],
  ])('is never fetched from: %s (%s, ...) [CIMD-10] [CIMD-11] [M9, A32]', (_what, ...addresses) => {
    for (const address of addresses)
      expect([address, isSpecialUse(address)]).toEqual([address, true]);
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

  it('is decided as plain arithmetic decides it, for any IPv4 address [CIMD-10]', () => {
    const near = fc
      .constantFrom(0x0a, 0x64, 0x7f, 0xa8, 0xa9, 0xac, 0xc0, 0xc6, 0xcb)
      .chain((head) => fc.tuple(fc.constant(head), byte, byte, byte));
    const any = fc.tuple(byte, byte, byte, byte);
    fc.assert(
      fc.property(fc.oneof(near, any), ([a, b, c, d]) => {
        expect(isSpecialUse([a, b, c, d].join('.'))).toBe(byArithmetic(a, b, c, d));
      }),
      { numRuns: 5000 },
    );
  });
});

describe('a loopback address', () => {
  it.each(['127.0.0.1', '127.9.9.9', '::1'])('is %s', (address) => {
    expect(isLoopback(address)).toBe(true);
  });

  it.each(['128.0.0.1', '::', '::ffff:127.0.0.1', '127.0.0.1.example', '10.0.0.1'])(
    'is not %s',
    (address) => {
      expect(isLoopback(address)).toBe(false);
    },
  );
});

const byte = fc.integer({ min: 0, max: 255 });

function byArithmetic(a: number, b: number, c: number, d: number): boolean {
  if ([0, 10, 127].includes(a) || a >= 224) return true;
  if (a === 100) return b >= 64 && b < 128;
  if (a === 168) return b === 63 && c === 129 && d === 16;
  if (a === 169) return b === 254;
  if (a === 172) return b >= 16 && b < 32;
  if (a === 198) return b === 18 || b === 19 || (b === 51 && c === 100);
  if (a === 203) return b === 0 && c === 113;
  if (a !== 192) return false;
  const third = new Map([
    [0, [0, 2]],
    [31, [196]],
    [52, [193]],
    [88, [99]],
    [175, [48]],
  ]).get(b);
  return b === 168 || (third ?? []).includes(c);
}

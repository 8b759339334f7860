/** Whose address counts, with and without proxies. */
import { describe, expect, it } from 'vitest';
import { callerAddress } from '../../src/http/caller.js';

const address = (forwarded: string | undefined, hops: number, socket = '10.0.0.1'): string =>
  callerAddress(
    new Headers(forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }),
    socket,
    hops,
  );

describe('the address of a caller', () => {
  it('is that of the connection without proxies [SEC-2]', () => {
    expect(address('203.0.113.9', 0)).toBe('10.0.0.1');
    expect(address(undefined, 0)).toBe('10.0.0.1');
  });

  it('is what the outermost trusted proxy saw, whatever came before [SEC-2]', () => {
    expect(address('1.1.1.1, 203.0.113.9', 1)).toBe('203.0.113.9');
    expect(address('1.1.1.1, 203.0.113.9, 10.0.0.2', 2)).toBe('203.0.113.9');
  });

  it('is the first entry if there are fewer than proxies', () => {
    expect(address('203.0.113.9', 3)).toBe('203.0.113.9');
    expect(address(undefined, 2)).toBe('10.0.0.1');
  });

  it('is always an address [SEC-3]', () => {
    expect(address('unknown', 1)).toBe('10.0.0.1');
    expect(address("'; drop table", 1)).toBe('10.0.0.1');
  });

  it('has one spelling', () => {
    expect(address('203.0.113.9:4711', 1)).toBe('203.0.113.9');
    expect(address('[2001:db8::1]:4711', 1)).toBe('2001:db8::1');
    expect(address(undefined, 0, '::ffff:192.0.2.1')).toBe('192.0.2.1');
  });
});

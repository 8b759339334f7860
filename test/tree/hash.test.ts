// Hashes do not depend on line ends.
import { expect, it } from 'vitest';
import { sha256, textHash } from '../../src/tree/hash.js';

it('is the sha256 of the UTF-8 text', () => {
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

it('is the same for LF and CRLF, and another for other text', () => {
  expect(textHash('a\r\nb\r\n')).toBe(textHash('a\nb\n'));
  expect(textHash('a\nb')).not.toBe(textHash('a\nb\n'));
});

import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { randomId } from '../../src/oauth/random-id.js';

describe('a fresh identifier', () => {
  it('never begins with a dash, which a command line would take for an option', () => {
    const drawn = [new Uint8Array(17).fill(0b1111_1000), new Uint8Array(17).fill(0b1111_1100)];
    expect(randomId(() => drawn.shift() ?? new Uint8Array(17))).toMatch(/^_/);
  });

  it('is 22 characters of at least 128 random bits [TOK-9] [G17]', () => {
    const bytes: number[] = [];
    const id = randomId((count) => {
      bytes.push(count);
      return randomBytes(count);
    });
    expect(id).toMatch(/^[\w-]{22}$/);
    expect(Math.min(...bytes)).toBeGreaterThanOrEqual(17);
  });

  it('is another one each time', () => {
    const ids = Array.from({ length: 1000 }, () => randomId(randomBytes));
    expect(new Set(ids).size).toBe(1000);
  });
});

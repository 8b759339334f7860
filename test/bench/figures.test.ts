import { describe, expect, it } from 'vitest';
import { median, middleHalf, ratios, table } from './figures.js';

describe('the figures of a bench', () => {
  it('are the middle of what was measured', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([8, 2, 4, 6])).toBe(5);
    expect(() => median([])).toThrow('no median');
  });

  it('compare each round with its neighbour, so that a slow minute counts for both', () => {
    expect(ratios([90, 9, 45], [100, 10, 50])).toEqual([0.9, 0.9, 0.9]);
    expect(median(ratios([90, 1, 45], [100, 10, 50]))).toBeCloseTo(0.9);
  });

  it('say how far apart the rounds were, the worst left aside', () => {
    expect(middleHalf([5, 1, 4, 2, 3])).toEqual([2, 4]);
    expect(middleHalf([7])).toEqual([7, 7]);
  });

  it('stand in columns', () => {
    const rows = [
      ['what', 'per second'],
      ['a', '10'],
    ];
    expect(table(rows)).toBe('what  per second\na             10');
  });
});

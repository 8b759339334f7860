import { describe, expect, it } from 'vitest';
import { median, medianRatio, table } from './figures.js';

describe('the figures of a bench', () => {
  it('are the middle of what was measured', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([8, 2, 4, 6])).toBe(5);
    expect(() => median([])).toThrow('no median');
  });

  it('compare each round with its neighbour, so that a slow minute counts for both', () => {
    expect(medianRatio([90, 9, 45], [100, 10, 50])).toBeCloseTo(0.9);
    expect(medianRatio([90, 1, 45], [100, 10, 50])).toBeCloseTo(0.9);
  });

  it('stand in columns', () => {
    const rows = [
      ['what', 'per second'],
      ['a', '10'],
    ];
    expect(table(rows)).toBe('what  per second\na             10');
  });
});

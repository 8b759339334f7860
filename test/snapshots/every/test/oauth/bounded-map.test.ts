import { expect, it } from 'vitest';
import { createBoundedMap } from '../../src/oauth/bounded-map.js';

it('a bounded map loses its oldest entry', () => {
  const map = createBoundedMap<number>(2);
  map.set('one', 1);
  map.set('two', 2);
  map.set('two', 22);
  expect([map.get('one'), map.get('two')]).toEqual([1, 22]);
  map.set('three', 3);
  expect([map.get('one'), map.get('two'), map.get('three')]).toEqual([undefined, 22, 3]);
  map.delete('two');
  map.set('four', 4);
  expect([map.get('three'), map.get('four')]).toEqual([3, 4]);
});

import { expect, it } from 'vitest';
import { isLeast, shownCost } from './store-cost.js';

const call = { get: 1 };
const refresh = { get: 1, replace: 1, increment: 1 };

it('a call is to cost one read, and a refresh one read and one conditional write', () => {
  expect(isLeast({ call: [call, call], refresh: [refresh, refresh] })).toBe(true);
  expect(isLeast({ call: [call, { get: 2 }], refresh: [refresh] })).toBe(false);
  expect(isLeast({ call: [{ get: 1, insert: 1 }], refresh: [refresh] })).toBe(false);
  expect(isLeast({ call: [{}], refresh: [refresh] })).toBe(false);
  expect(isLeast({ call: [call], refresh: [refresh, { ...refresh, find: 1 }] })).toBe(false);
  expect(isLeast({ call: [call], refresh: [{ ...refresh, remove: 1 }] })).toBe(false);
});

it('what a call and a refresh ask of the store stands in a table', () => {
  expect(shownCost({ call: [call], refresh: [refresh] }).split('\n')).toEqual([
    'asked of the store  reads  conditional writes  counted for limits',
    'one tools/call          1                   0                   0',
    'one refresh             1                   1                   1',
  ]);
});

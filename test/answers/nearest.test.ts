// What counts as a slip of the finger.
import { expect, it } from 'vitest';
import { nearest, slipOf } from '../../src/answers/nearest.js';

const words = ['hono', 'express', 'fastify', 'node', 'package-manager'];

it.each([
  ['expres', 'express'],
  ['exprses', 'express'],
  ['HONO', 'hono'],
  ['ndoe', 'node'],
  ['package', 'package-manager'],
])('takes "%s" for "%s"', (typed, meant) => {
  expect(nearest(typed, words)).toBe(meant);
});

it.each(['', 'django', 'xx'])('has no idea what "%s" means', (typed) => {
  expect(nearest(typed, words)).toBeUndefined();
});

it.each([
  ['ndoe', 'node'],
  ['hon', 'hono'],
  ['hono', undefined],
  ['express-app', undefined],
])('takes "%s" for a slip of "%s"', (typed, meant) => {
  expect(slipOf(typed, words)).toBe(meant);
});

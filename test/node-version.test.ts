// Old versions of Node are refused in words.
import { expect, it } from 'vitest';
import { nodeVersionProblem } from '../src/node-version.js';

it.each(['v20.19.0', 'v20.20.2', 'v22.0.0', 'v100.0.0'])('accepts %s', (version) => {
  expect(nodeVersionProblem(version)).toBeUndefined();
});

it.each(['v20.18.9', 'v18.20.8', 'v4.0.0'])('refuses %s', (version) => {
  expect(nodeVersionProblem(version)).toBe(
    `create-mcp-oauth-app needs Node 20.19 or newer; this is ${version}.`,
  );
});

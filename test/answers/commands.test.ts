// Which package manager started the program.
import { expect, it } from 'vitest';
import { packageManagerFrom } from '../../src/answers/commands.js';

it.each([
  ['npm/11.19.1 node/v20.20.2 linux x64 workspaces/false', 'npm'],
  ['pnpm/12.21.0 npm/? node/v24.21.0 linux x64', 'pnpm'],
  ['yarn/1.22.22 npm/? node/v20.20.2 linux x64', 'yarn'],
  ['bun/1.4.5 npm/? node/v24.3.0 linux x64', 'bun'],
])('reads %s as %s', (userAgent, expected) => {
  expect(packageManagerFrom(userAgent)).toBe(expected);
});

it.each([undefined, '', 'deno/2.9.6', 'constructor/1'])('does not know %s', (userAgent) => {
  expect(packageManagerFrom(userAgent)).toBeUndefined();
});

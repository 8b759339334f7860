/** What only clients of the operator can use is off until the operator wants it. */
import { expect, it } from 'vitest';
import { oauthSettings, readConfig } from '../../src/config.js';
import { development, expectRefused } from './wrong.js';

it.each([
  ['CLIENT_CREDENTIALS', 'clientCredentials'],
  ['INTROSPECTION', 'introspection'],
] as const)('%s is off, or on [ASM-13, ASM-15]', (variable, setting) => {
  const settingOf = (env: Record<string, string>) =>
    oauthSettings(readConfig({ ...development, ...env }))[setting];
  expect(settingOf({})).toBe(false);
  expect(settingOf({ [variable]: 'off' })).toBe(false);
  expect(settingOf({ [variable]: 'on' })).toBe(true);
  expectRefused(variable, ['yes']);
});

/** What the operator can decide otherwise. */
import { describe, expect, it } from 'vitest';
import { oauthSettings, readConfig } from '../../src/config.js';
import { development, expectRefused } from './wrong.js';

const settingsOf = (env: Record<string, string>) =>
  oauthSettings(readConfig({ ...development, ...env }));

it('a repeated code ends the connection unless the operator says otherwise [TOK-6] [L1]', () => {
  expect(settingsOf({}).codeRepeatWindow).toBe(0);
  expect(settingsOf({ CODE_REPEAT_WINDOW: '10' }).codeRepeatWindow).toBe(10);
  expectRefused('CODE_REPEAT_WINDOW', ['11', '-1', '1.5', 'on']);
});

describe('a refresh token that was used already', () => {
  it('gets two minutes unless the operator says otherwise [REF-3] [F4] [F5]', () => {
    expect(settingsOf({})).toMatchObject({ refreshRetryWindow: 120, refreshUnusedRetryWindow: 0 });
    const longer = { REFRESH_RETRY_WINDOW: '0', REFRESH_UNUSED_RETRY_WINDOW: '3600' };
    expect(settingsOf(longer)).toMatchObject({
      refreshRetryWindow: 0,
      refreshUnusedRetryWindow: 3600,
    });
  });

  it('gets up to an hour while the next one is unused [REF-3] [F5]', () => {
    expectRefused('REFRESH_UNUSED_RETRY_WINDOW', ['3601', '120', '60']);
  });
});

it('a consent is remembered for a month unless the operator says otherwise [CON-2]', () => {
  expect(settingsOf({}).consentTtl).toBe(30 * 86_400);
  expect(settingsOf({ CONSENT_TTL: '0' }).consentTtl).toBe(0);
});

it('iss is in answers unless the operator says otherwise [ISS-1] [I2]', () => {
  expect(settingsOf({}).issParameter).toBe(true);
  expect(settingsOf({ ISS_PARAMETER: 'off' }).issParameter).toBe(false);
  expectRefused('ISS_PARAMETER', ['no']);
});

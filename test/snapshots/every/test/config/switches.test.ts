/** The decisions that operators can take differently: safe as they are, bounded when changed. */
import { describe, expect, it } from 'vitest';
import { oauthSettings, readConfig } from '../../src/config.js';
import { development, wrong } from './wrong.js';

const settingsOf = (env: Record<string, string>) =>
  oauthSettings(readConfig({ ...development, ...env }));

describe('a repeated code', () => {
  it('ends the connection, unless the operator allows some seconds [TOK-6] [L1]', () => {
    expect(settingsOf({}).codeRepeatWindow).toBe(0);
    expect(settingsOf({ CODE_REPEAT_WINDOW: '10' }).codeRepeatWindow).toBe(10);
    for (const text of ['11', '-1', '1.5', 'on']) {
      expect(wrong({ ...development, CODE_REPEAT_WINDOW: text })).toEqual(['CODE_REPEAT_WINDOW']);
    }
  });
});

describe('a refresh token that was used already', () => {
  it('gets no longer than two minutes, unless the operator allows more [REF-3] [F4] [F5]', () => {
    expect(settingsOf({})).toMatchObject({ refreshRetryWindow: 120, refreshUnusedRetryWindow: 0 });
    const longer = { REFRESH_RETRY_WINDOW: '0', REFRESH_UNUSED_RETRY_WINDOW: '3600' };
    expect(settingsOf(longer)).toMatchObject({
      refreshRetryWindow: 0,
      refreshUnusedRetryWindow: 3600,
    });
  });

  it.each([
    ['more than an hour', '3601'],
    ['the usual window', '120'],
    ['less than the usual window', '60'],
  ])('cannot get %s while nobody has used the next one [REF-3] [F5]', (_, text) => {
    expect(wrong({ ...development, REFRESH_UNUSED_RETRY_WINDOW: text })).toEqual([
      'REFRESH_UNUSED_RETRY_WINDOW',
    ]);
  });
});

describe('a consent', () => {
  it('is remembered for a month at most, and not at all if the operator says so [CON-2]', () => {
    expect(settingsOf({}).consentTtl).toBe(30 * 86_400);
    expect(settingsOf({ CONSENT_TTL: '0' }).consentTtl).toBe(0);
  });
});

describe('iss in answers to the browser', () => {
  it('is there unless the operator switches it off [ISS-1] [I2]', () => {
    expect(settingsOf({}).issParameter).toBe(true);
    expect(settingsOf({ ISS_PARAMETER: 'off' }).issParameter).toBe(false);
    expect(wrong({ ...development, ISS_PARAMETER: 'no' })).toEqual(['ISS_PARAMETER']);
  });
});

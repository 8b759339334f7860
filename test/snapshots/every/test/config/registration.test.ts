/** Who may register a client, and with which schemes. */
import { describe, expect, it } from 'vitest';
import { oauthSettings, readConfig } from '../../src/config.js';
import { development, expectRefused, secret as one, production, wrong } from './wrong.js';

const other = `+/${one}=`;
const byToken = { ...development, REGISTRATION: 'token' };

const settingsOf = (env: Record<string, string>) => oauthSettings(readConfig(env));

describe('REGISTRATION', () => {
  it('is open unless the operator says otherwise [DCR-1]', () => {
    expect(settingsOf(development).registration).toEqual({
      initialAccessTokens: [],
      mostUnused: 10_000,
    });
  });

  it('can be switched off [DCR-1] [ASM-8]', () => {
    expect(settingsOf({ ...development, REGISTRATION: 'off' }).registration).toBe('off');
  });

  it('can be for those with a token [DCR-17]', () => {
    const env = { ...byToken, INITIAL_ACCESS_TOKENS: `${one}, ${other}` };
    expect(settingsOf(env).registration).toMatchObject({ initialAccessTokens: [one, other] });
  });

  it('is nothing else', () => {
    expectRefused('REGISTRATION', ['on', 'closed', 'OFF']);
  });

  it('is never open by mistake [DCR-17]', () => {
    expect(wrong(byToken)).toEqual(['INITIAL_ACCESS_TOKENS']);
    for (const access of ['open', 'off', '']) {
      expectRefused('INITIAL_ACCESS_TOKENS', [one], { ...development, REGISTRATION: access });
    }
  });

  it('takes no short, repeated or unfit token [DCR-17] [SEC-7]', () => {
    const tokens = [one.slice(0, 31), `${one},${one}`, `${one},short`, `${one} x`, `${one},`];
    expectRefused('INITIAL_ACCESS_TOKENS', tokens, byToken);
  });

  it('takes no token in production that can be guessed [DCR-17] [SEC-7]', () => {
    const env = { ...production, REGISTRATION: 'token' };
    expect(wrong({ ...env, INITIAL_ACCESS_TOKENS: one })).toEqual([]);
    for (const token of ['a'.repeat(40), 'change-me-change-me-change-me-now-please']) {
      expectRefused('INITIAL_ACCESS_TOKENS', [`${one},${token}`], env);
      expect(wrong({ ...byToken, INITIAL_ACCESS_TOKENS: token })).toEqual([]);
    }
  });
});

describe('PRIVATE_USE_SCHEMES', () => {
  it('takes the schemes of applications, in lower case [RED-5] [U3]', () => {
    expect(settingsOf(development).privateUseSchemes).toEqual([]);
    const env = { ...development, PRIVATE_USE_SCHEMES: 'cursor, Com.Example.App,x+y' };
    expect(settingsOf(env).privateUseSchemes).toEqual(['cursor', 'com.example.app', 'x+y']);
  });

  it('takes no others [RED-5] [DCR-6] [U3]', () => {
    expectRefused('PRIVATE_USE_SCHEMES', [
      'http',
      'HTTPS',
      'javascript',
      'data',
      'file',
      'vbscript',
      'blob',
      'about',
      'cursor:',
      'cursor://',
      '1app',
      'a b',
      'app,,x',
      '*',
    ]);
  });
});

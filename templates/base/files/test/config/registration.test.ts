/** Who may register a client, and with which schemes: the variables and their contradictions. */
import { describe, expect, it } from 'vitest';
import { oauthSettings, readConfig } from '../../src/config.js';
import { development, production, wrong } from './wrong.js';

const one = 'k7Vq2nTzX9wLr4mYb8sHd3fGj6pCa1eU0iOoQxZyWtR';
const other = 'Zb4+cXq9/tR2vYw8LmN0pKj6HgFd5SaQ1WeRtYuIoP3=';
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

  it('can be for those who were given a token [DCR-17]', () => {
    const env = { ...byToken, INITIAL_ACCESS_TOKENS: `${one}, ${other}` };
    expect(settingsOf(env).registration).toMatchObject({ initialAccessTokens: [one, other] });
  });

  it.each(['on', 'closed', 'OFF'])('is not %s', (text) => {
    expect(wrong({ ...development, REGISTRATION: text })).toEqual(['REGISTRATION']);
  });

  it('is never open by mistake: tokens and the wish for them go together [DCR-17]', () => {
    expect(wrong(byToken)).toEqual(['INITIAL_ACCESS_TOKENS']);
    for (const access of ['open', 'off', '']) {
      const env = { ...development, REGISTRATION: access, INITIAL_ACCESS_TOKENS: one };
      expect(wrong(env)).toEqual(['INITIAL_ACCESS_TOKENS']);
    }
  });

  it.each([
    ['short', one.slice(0, 31)],
    ['repeated', `${one},${one}`],
    ['short beside a good one', `${one},short`],
    ['unfit for a header', `${one} x`],
    ['empty beside a good one', `${one},`],
  ])('takes no token that is %s [DCR-17] [SEC-7]', (_, tokens) => {
    expect(wrong({ ...byToken, INITIAL_ACCESS_TOKENS: tokens })).toEqual(['INITIAL_ACCESS_TOKENS']);
  });

  it('takes no token in production that can be guessed [DCR-17] [SEC-7]', () => {
    const env = { ...production, REGISTRATION: 'token' };
    expect(wrong({ ...env, INITIAL_ACCESS_TOKENS: one })).toEqual([]);
    for (const token of ['a'.repeat(40), 'change-me-change-me-change-me-now-please']) {
      expect(wrong({ ...env, INITIAL_ACCESS_TOKENS: `${one},${token}` })).toEqual([
        'INITIAL_ACCESS_TOKENS',
      ]);
      expect(wrong({ ...byToken, INITIAL_ACCESS_TOKENS: token })).toEqual([]);
    }
  });
});

describe('PRIVATE_USE_SCHEMES', () => {
  it('is empty unless the operator names some [RED-5]', () => {
    expect(settingsOf(development).privateUseSchemes).toEqual([]);
  });

  it('takes the schemes of applications, in lower case [RED-5] [U3]', () => {
    const env = { ...development, PRIVATE_USE_SCHEMES: 'cursor, Com.Example.App,x+y' };
    expect(settingsOf(env).privateUseSchemes).toEqual(['cursor', 'com.example.app', 'x+y']);
  });

  it.each([
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
  ])('never takes %s [RED-5] [DCR-6] [U3]', (text) => {
    expect(wrong({ ...development, PRIVATE_USE_SCHEMES: text })).toEqual(['PRIVATE_USE_SCHEMES']);
  });
});

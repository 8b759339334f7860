// How scopes are written and which are refused.
import { describe, expect, it } from 'vitest';
import { defaultScopes } from '../../src/answers/schema.js';
import { formatScopes, parseScopes, scopeProblems } from '../../src/answers/scopes.js';

describe('parseScopes', () => {
  it('reads names, sentences and what a scope includes', () => {
    expect(parseScopes('a:read=Read your things, a:write>a:read=Change your things')).toEqual([
      { name: 'a:read', description: 'Read your things', implies: [] },
      { name: 'a:write', description: 'Change your things', implies: ['a:read'] },
    ]);
  });

  it('keeps commas and equal signs inside a sentence', () => {
    expect(parseScopes('a=Read mail, notes and a = b,b=Write')).toEqual([
      { name: 'a', description: 'Read mail, notes and a = b', implies: [] },
      { name: 'b', description: 'Write', implies: [] },
    ]);
  });

  it('reads back what formatScopes writes', () => {
    expect(parseScopes(formatScopes(defaultScopes))).toEqual(defaultScopes);
  });
});

describe('scopeProblems', () => {
  it('accepts the default scopes', () => {
    expect(scopeProblems(defaultScopes)).toEqual([]);
  });

  it.each([
    ['an empty list', '', /At least one/],
    ['a scope without a sentence', 'a', /needs a sentence/],
    ['an empty sentence', 'a=', /needs a sentence/],
    ['a scope without a name', '=Read', /no name/],
    ['the same scope twice', 'a=One,a=Two', /twice/],
    ['a quote in a name (RFC 6749 section 3.3)', 'a"b=Read', /not a scope name/],
    ['a backslash in a name (RFC 6749 section 3.3)', 'a\\b=Read', /not a scope name/],
    ['a blank in a name (RFC 6749 section 3.3)', 'a b=Read', /not a scope name/],
    ['a letter outside ASCII (RFC 6749 section 3.3)', 'é=Read', /not a scope name/],
    ['openid, whose meaning is fixed', 'openid=Sign in', /fixed meaning/],
    ['offline_access, whose meaning is fixed', 'offline_access=Stay', /fixed meaning/],
    ['an include that is not a scope', 'a>b=Read', /"b", which is not one/],
    ['a scope that includes itself', 'a>a=Read', /cannot imply itself/],
    ['the same include twice', 'a=Read,b>a>a=Write', /twice/],
    ['a line break in a sentence', 'a=Read\nall', /one line/],
  ])('refuses %s', (_case, text, problem) => {
    expect(scopeProblems(parseScopes(text)).join(' ')).toMatch(problem);
  });

  it('refuses scopes that include each other in a circle', () => {
    expect(scopeProblems(parseScopes('a>b=Read,b>a=Write')).join(' ')).toMatch(/circle/);
  });
});

// Scopes at a terminal: sets to take, to edit, and scopes of one's own.
import { describe, expect, it } from 'vitest';
import type { Kept } from '../../src/answers/ask-scopes.js';
import { askScopes } from '../../src/answers/ask-scopes.js';
import { GoBack } from '../../src/answers/asker.js';
import { defaultScopes } from '../../src/answers/schema.js';
import { scopeSets } from '../../src/answers/scope-sets.js';
import { scopeProblems } from '../../src/answers/scopes.js';
import { back, enter, scriptedAsker } from './scripted-asker.js';

const taken = (...replies: unknown[]) =>
  askScopes(scriptedAsker(replies).asker, { scopes: undefined });
const names = async (scopes: ReturnType<typeof taken>) => (await scopes).map(({ name }) => name);

describe('askScopes', () => {
  it.each(scopeSets)('takes the set $value as it is', async ({ value, scopes }) => {
    expect(scopeProblems(scopes)).toEqual([]);
    expect(await taken(value)).toEqual(scopes);
  });

  it('takes the default scopes where the reply is Enter', async () => {
    expect(await taken()).toEqual(defaultScopes);
  });

  it('collects scopes of one’s own, with their sentences and what they include', async () => {
    const replies = ['edit', 'nothing', 'a:read', 'Read your things', 'add'];
    expect(await taken(...replies, 'a:write', 'Change your things', ['a:read'], 'done')).toEqual([
      { name: 'a:read', description: 'Read your things', implies: [] },
      { name: 'a:write', description: 'Change your things', implies: ['a:read'] },
    ]);
  });

  it('renames a scope for those that include it, too', async () => {
    const edited = await taken('edit', 'write', '=read', 'change', 'see', enter, enter, 'done');
    expect(edited.map(({ name }) => name)).toEqual(['see', 'write']);
    expect(edited[1]?.implies).toEqual(['see']);
  });

  it('changes the sentence of a scope and leaves the rest', async () => {
    const edited = await taken('edit', 'read', '=read', enter, 'See everything', 'done');
    expect(edited).toEqual([{ name: 'read', description: 'See everything', implies: [] }]);
  });

  it('removes a scope, from those that include it, too', async () => {
    const edited = await taken('edit', 'admin', '=write', 'remove', 'done');
    expect(edited.map(({ name }) => name)).toEqual(['read', 'admin']);
    expect(edited[1]?.implies).toEqual([]);
  });

  it.each([
    ['a name that is there', ['add', 'read'], /twice/],
    ['a name that is no scope', ['add', 'a b'], /not a scope name/],
    ['an empty sentence', ['add', 'a', ''], /needs a sentence/],
    ['a circle', ['=read', enter, enter, enter, ['write']], /circle/],
  ])('refuses %s', async (_case, replies, words) => {
    await expect(taken('edit', 'write', ...replies)).rejects.toThrow(words);
  });
});

describe('going back', () => {
  it('leads from a scope to the list, and from a sentence to the name', async () => {
    expect(await names(taken('edit', 'read', 'add', back, 'done'))).toEqual(['read']);
    const renamed = taken('edit', 'read', 'add', 'x', back, 'y', 'Do y', [], 'done');
    expect(await names(renamed)).toEqual(['read', 'y']);
  });

  it('out of the question loses nothing that was edited', async () => {
    const kept: Kept = { scopes: undefined };
    const replies = ['edit', 'read', 'add', 'y', 'Do y', [], back, back];
    await expect(askScopes(scriptedAsker(replies).asker, kept)).rejects.toThrow(GoBack);
    expect(await names(askScopes(scriptedAsker([]).asker, kept))).toEqual(['read', 'y']);
  });

  it('leads from the list to the sets, and keeps what was edited', async () => {
    const replies = ['edit', 'read', 'add', 'y', 'Do y', [], back, enter, enter, 'done'];
    expect(await names(taken(...replies))).toEqual(['read', 'y']);
  });
});

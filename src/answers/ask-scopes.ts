// Asks for the scopes: a set to take as it is, or one to edit.

import { askScope } from './ask-scope.js';
import type { AskedOption, Asker } from './asker.js';
import { GoBack } from './asker.js';
import { scopeNames, scopeSets } from './scope-sets.js';
import type { Scope } from './scopes.js';
import { formatScopes } from './scopes.js';

const edit = 'edit';
const about = 'Applications ask for scopes; people allow each of them on the consent page.';

/** What was edited, also when somebody goes back before it is replied. */
export interface Kept {
  scopes: readonly Scope[] | undefined;
}

/** @param kept what there was before; becomes what there is */
export async function askScopes(asker: Asker, kept: Kept): Promise<readonly Scope[]> {
  for (;;) {
    const value = await asker.one({
      message: 'What may an assistant be allowed to do?',
      details: [about],
      options: [
        ...setOptions(),
        { value: edit, label: 'Something else', hint: 'edit one of these, or write your own' },
      ],
      initial: nameOfSet(kept.scopes),
    });
    const chosen = scopeSets.find((set) => set.value === value);
    if (chosen !== undefined) {
      kept.scopes = chosen.scopes;
      return chosen.scopes;
    }
    const { replies } = asker;
    try {
      return await editScopes(asker, kept);
    } catch (error) {
      if (!(error instanceof GoBack)) throw error;
      asker.rewind(replies - 1);
    }
  }
}

async function editScopes(asker: Asker, kept: Kept): Promise<readonly Scope[]> {
  const own = nameOfSet(kept.scopes) === edit ? (kept.scopes ?? []) : [];
  const value = await asker.one({
    message: 'Start from which?',
    options: [
      ...(own.length > 0 ? [{ value: 'own', label: scopeNames(own), hint: 'what you had' }] : []),
      ...setOptions(),
      { value: 'nothing', label: 'Nothing', hint: 'write each of them yourself' },
    ],
    initial: own.length > 0 ? 'own' : (scopeSets[0]?.value ?? ''),
  });
  const set = scopeSets.find((candidate) => candidate.value === value);
  let scopes = set?.scopes ?? (value === 'own' ? own : []);
  if (scopes.length === 0) scopes = await askScope(asker, scopes, undefined);
  kept.scopes = scopes;
  for (;;) {
    const chosen = await asker.one({
      message: 'Your scopes',
      details: scopes.map(sentenceOf),
      options: [
        { value: 'done', label: `That is all: ${scopeNames(scopes)}` },
        { value: 'add', label: 'Add a scope' },
        ...scopes.map(({ name }) => ({ value: `=${name}`, label: `Change ${name}` })),
      ],
      initial: 'done',
    });
    if (chosen === 'done') return scopes;
    const { replies } = asker;
    try {
      const changed = scopes.find(({ name }) => chosen === `=${name}`);
      scopes = await askScope(asker, scopes, changed);
      kept.scopes = scopes;
    } catch (error) {
      if (!(error instanceof GoBack)) throw error;
    }
    asker.rewind(replies - 1);
  }
}

function setOptions(): AskedOption[] {
  return scopeSets.map(({ value, scopes, hint }) => ({ value, label: scopeNames(scopes), hint }));
}

function nameOfSet(scopes: readonly Scope[] | undefined): string {
  if (scopes === undefined) return scopeSets[0]?.value ?? edit;
  const text = formatScopes(scopes);
  return scopeSets.find((set) => formatScopes(set.scopes) === text)?.value ?? edit;
}

function sentenceOf({ name, description, implies }: Scope): string {
  const includes = implies.length === 0 ? '' : ` (includes ${implies.join(', ')})`;
  return `${name}: ${description}${includes}`;
}

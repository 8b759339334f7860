// Asks for one scope, a new one or one to change: its name, its sentence, what it includes.
import type { Asker } from './asker.js';
import type { Step } from './interview.js';
import { interview } from './interview.js';
import type { Scope } from './scopes.js';
import { scopeProblems } from './scopes.js';

interface Draft extends Scope {
  readonly removed: boolean;
}

/**
 * @param scopes all of them
 * @param changed the one of them to change; without it, one is added
 * @returns all of them, with the change
 * @throws GoBack from the first question
 */
export async function askScope(
  asker: Asker,
  scopes: readonly Scope[],
  changed: Scope | undefined,
): Promise<readonly Scope[]> {
  const start = changed ?? { name: '', description: '', implies: [] };
  const steps = changed === undefined || scopes.length === 1 ? [] : [askRemoval(changed)];
  const draft = await interview<Draft>(asker, [...steps, ...asksFor(scopes, changed)], {
    ...start,
    removed: false,
  });
  if (draft.removed) return without(scopes, start.name);
  const { removed: _, ...scope } = draft;
  return withScope(scopes, changed, scope);
}

function askRemoval({ name }: Scope): Step<Draft> {
  return {
    ask: async (asker) => {
      const what = await asker.one({
        message: name,
        options: [
          { value: 'change', label: 'Change it' },
          { value: 'remove', label: 'Remove it' },
        ],
        initial: 'change',
      });
      return { removed: what === 'remove' };
    },
  };
}

function asksFor(scopes: readonly Scope[], changed: Scope | undefined): Step<Draft>[] {
  const others = scopes.filter((scope) => scope !== changed);
  const problem = (scope: Scope) => scopeProblems(withScope(scopes, changed, scope))[0];
  const isAsked = ({ removed }: Draft) => !removed;
  return [
    {
      isAsked,
      ask: async (asker, { name: initial }) => ({
        name: await asker.text({
          message: 'Name of the scope, as applications ask for it',
          details: ['Usually thing:action, such as tasks:read.'],
          initial,
          fallback: '',
          problem: (name) => problem({ name, description: 'x', implies: [] }),
        }),
      }),
    },
    {
      isAsked,
      ask: async (asker, { name, description: initial }) => ({
        description: await asker.text({
          message: `What should the consent page say that "${name}" allows?`,
          details: ['One short sentence, such as: Read your tasks'],
          initial,
          fallback: '',
          problem: (description) => problem({ name, description, implies: [] }),
        }),
      }),
    },
    {
      isAsked: (draft) => isAsked(draft) && others.length > 0,
      ask: async (asker, { name, description, implies: initial }) => ({
        implies: await asker.some({
          message: `Does "${name}" include other scopes?`,
          details: ['Whoever may do this may do those, too.'],
          options: others.map((scope) => ({
            value: scope.name,
            label: scope.name,
            hint: scope.description,
          })),
          initial,
          problem: (implies) => problem({ name, description, implies }),
        }),
      }),
    },
  ];
}

/** A new name is taken over by those that include it. */
function withScope(
  scopes: readonly Scope[],
  changed: Scope | undefined,
  scope: Scope,
): readonly Scope[] {
  if (changed === undefined) return [...scopes, scope];
  return scopes.map((other) => {
    if (other === changed) return scope;
    const implies = other.implies.map((name) => (name === changed.name ? scope.name : name));
    return { ...other, implies };
  });
}

function without(scopes: readonly Scope[], removed: string): readonly Scope[] {
  return scopes
    .filter(({ name }) => name !== removed)
    .map((scope) => ({ ...scope, implies: scope.implies.filter((name) => name !== removed) }));
}

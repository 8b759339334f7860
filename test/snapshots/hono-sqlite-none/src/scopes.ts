/** The scopes of this server: their names, the sentence a user consents to, and their hierarchy. */
import project from './project.json' with { type: 'json' };

/** One permission that a client can ask for. */
export interface Scope {
  /** The scope token (RFC 6749, section 3.3). */
  name: string;
  /** The sentence that the consent page shows. */
  description: string;
  /** Scopes that this one includes. */
  implies: readonly string[];
}

/** Every scope that a user can grant, in the order in which pages list them. */
export const scopes: readonly Scope[] = project.scopes;

/**
 * The scope a client starts with when it asks for none (RFC 6749, section 3.3); everything beyond
 * it is asked for when a tool needs it.
 */
export const baselineScope: string = nameAt(0);

/** The scope of the example tool that changes something; the only scope if there is just one. */
export const changeScope: string = scopes.length > 1 ? nameAt(1) : nameAt(0);

/**
 * Everything that a set of granted scopes permits, implied scopes included.
 *
 * @param granted scope names; unknown ones permit only themselves
 * @returns the transitive closure, without duplicates
 */
export function permittedBy(granted: readonly string[]): Set<string> {
  const permitted = new Set<string>();
  const open = [...granted];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (permitted.has(name)) continue;
    permitted.add(name);
    open.push(...(scopes.find((scope) => scope.name === name)?.implies ?? []));
  }
  return permitted;
}

function nameAt(index: number): string {
  const scope = scopes[index];
  if (scope === undefined) throw new Error('src/project.json must list at least one scope');
  return scope.name;
}

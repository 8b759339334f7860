/** What scopes are, and what those that a user has granted permit. */

/** One permission that a client can ask for. */
export interface Scope {
  /** The scope token (RFC 6749, section 3.3). */
  name: string;
  /** The sentence that the consent page shows. */
  description: string;
  /** Scopes that this one includes. */
  implies: readonly string[];
}

/** All scopes of a server and what they mean together. */
export interface ScopeCatalogue {
  /** Every scope that a user can grant, in the order in which pages list them. */
  all: readonly Scope[];
  /**
   * The scope a client starts with when it asks for none (RFC 6749, section 3.3); everything beyond
   * it is asked for when a tool needs it.
   */
  baseline: string;
  /**
   * Everything that a set of granted scopes permits, implied scopes included.
   *
   * @param granted scope names; unknown ones permit only themselves
   * @returns the transitive closure, without duplicates
   */
  permittedBy: (granted: readonly string[]) => Set<string>;
}

/**
 * @param all at least one; the first is the baseline
 * @throws Error for an empty list or a name that cannot be asked for (RFC 6749, section 3.3)
 */
export function createScopeCatalogue(all: readonly Scope[]): ScopeCatalogue {
  const [first] = all;
  if (first === undefined) throw new Error('src/project.json must list at least one scope');
  const odd = all.find(({ name }) => !/^[!#-[\]-~]+$/.test(name));
  if (odd) throw new Error(`src/project.json: ${JSON.stringify(odd.name)} is no name of a scope`);
  return {
    all,
    baseline: first.name,
    permittedBy: (granted) => {
      const permitted = new Set<string>();
      const open = [...granted];
      for (let name = open.pop(); name !== undefined; name = open.pop()) {
        if (permitted.has(name)) continue;
        permitted.add(name);
        open.push(...(all.find((scope) => scope.name === name)?.implies ?? []));
      }
      return permitted;
    },
  };
}

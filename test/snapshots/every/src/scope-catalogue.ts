/** What scopes are, and what they permit. */

/** One permission that a client can ask for. */
export interface Scope {
  /** The scope token (RFC 6749, section 3.3). */
  name: string;
  /** The sentence that the consent page shows. */
  description: string;
  /** Scopes that this one includes. */
  implies: readonly string[];
}

/** All scopes of a server. */
export interface ScopeCatalogue {
  /** Every scope that a user can grant, in the order of the pages. */
  all: readonly Scope[];
  /** The scope of a client that asks for none (RFC 6749, section 3.3). */
  baseline: string;
  /**
   * Everything that granted scopes permit, implied ones included.
   *
   * @param granted unknown ones permit only themselves
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

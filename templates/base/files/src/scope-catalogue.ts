/** Scopes, and what granted ones permit. */

export interface Scope {
  /** RFC 6749, section 3.3. */
  name: string;
  /** For the consent page. */
  description: string;
  implies: readonly string[];
}

export interface ScopeCatalogue {
  /** All that a user can grant, as pages list them. */
  all: readonly Scope[];
  /** What a client gets that asks for none (RFC 6749, section 3.3). */
  baseline: string;
  /**
   * @param granted unknown names permit only themselves
   * @returns with implied scopes, transitively
   */
  permittedBy: (granted: readonly string[]) => Set<string>;
}

/**
 * @param all the first is the baseline
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

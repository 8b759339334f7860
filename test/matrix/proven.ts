// Which tests need not run again: the same code, file by file, is tested in another variant.
import type { NodeRelease } from './environment.js';

/** What can change the outcome of one test file. */
export interface Behind {
  /** One of it all, or one for each part of it that is proven by itself. */
  readonly digests: readonly string[];
  /** Not all of its tests run in this project. */
  readonly leavesOut?: boolean;
}

export interface ToRun {
  /** The test files that only this variant runs. */
  readonly files: readonly string[];
  /** How many other variants run for this one, and which. */
  readonly elsewhere: { readonly files: number; readonly variants: ReadonlySet<string> };
}

export interface Proven {
  /**
   * Decides which tests a variant runs, and keeps them from others that come later.
   *
   * @param node that it runs them on: the first that runs all tests of a file there does so whatever
   *   has run on the other
   */
  readonly claim: (
    variant: string,
    behind: ReadonlyMap<string, Behind>,
    node?: NodeRelease,
  ) => ToRun;
}

/**
 * Claims are made before the tests ran: where one fails the whole run fails, whoever ran it.
 *
 * @param shared `false` makes every variant run all of its tests
 */
export function createProven(shared: boolean): Proven {
  const claimed = new Map<string, string>();
  const seen = new Set<string>();
  return {
    claim: (variant, behind, node = 'oldest') => {
      const files: string[] = [];
      const variants = new Set<string>();
      for (const [test, { digests, leavesOut = false }] of behind) {
        const keys = digests.map((digest) => `${test} ${digest}`);
        const others = keys.flatMap((key) => (shared ? (claimed.get(key) ?? []) : []));
        const [wholly, partly] = [`${node} ${test}`, `${node} ${keys.join()}`];
        const isNew = !seen.has(wholly) && !(leavesOut && seen.has(partly));
        if (others.length < keys.length || isNew) {
          for (const key of keys) claimed.set(key, claimed.get(key) ?? variant);
          seen.add(leavesOut ? partly : wholly);
          files.push(test);
        } else {
          for (const name of others) variants.add(name);
        }
      }
      return { files, elsewhere: { files: behind.size - files.length, variants } };
    },
  };
}

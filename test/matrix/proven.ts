// Which tests need not run again: the same code, file by file, is tested in another variant.
import type { CodeBehind } from './code-behind.js';
import type { NodeRelease } from './environment.js';

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
   * @param node that it runs them on: the first there runs them whatever has run on the other
   */
  readonly claim: (variant: string, behind: CodeBehind, node?: NodeRelease) => ToRun;
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
      for (const [test, digests] of behind) {
        const keys = digests.map((digest) => `${test} ${digest}`);
        const others = keys.flatMap((key) => (shared ? (claimed.get(key) ?? []) : []));
        const isNew = !seen.has(`${node} ${test}`);
        if (others.length < keys.length || isNew) {
          for (const key of keys) claimed.set(key, claimed.get(key) ?? variant);
          seen.add(`${node} ${test}`);
          files.push(test);
        } else {
          for (const name of others) variants.add(name);
        }
      }
      return { files, elsewhere: { files: behind.size - files.length, variants } };
    },
  };
}

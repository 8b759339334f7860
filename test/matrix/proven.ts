// Which tests need not run again: the same code, file by file, is tested in another variant.
import type { CodeBehind } from './code-behind.js';
import type { NodeRelease } from './environment.js';

export interface ToRun {
  /** The test files that only this variant runs. */
  readonly files: readonly string[];
  /** How many test files each other variant, or two of them, run for this one. */
  readonly elsewhere: ReadonlyMap<string, number>;
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
      const elsewhere = new Map<string, number>();
      for (const [test, digests] of behind) {
        const keys = digests.map((digest) => `${test} ${digest}`);
        const others = new Set(keys.map((key) => (shared ? claimed.get(key) : undefined)));
        const isNew = !seen.has(`${node} ${test}`);
        if (others.has(undefined) || isNew) {
          for (const key of keys) claimed.set(key, claimed.get(key) ?? variant);
          seen.add(`${node} ${test}`);
          files.push(test);
        } else {
          const names = [...others].join(' and ');
          elsewhere.set(names, (elsewhere.get(names) ?? 0) + 1);
        }
      }
      return { files, elsewhere };
    },
  };
}

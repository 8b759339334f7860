// A test may not apply to a variant; one that applies to none of them proves nothing.
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { NodeRelease } from './environment.js';

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

export interface RanSomewhere {
  /** @param report of vitest, in JSON, of the tests in the folder */
  readonly add: (folder: string, report: string, node?: NodeRelease) => void;
  /** @returns the tests that were left out everywhere */
  readonly never: () => string[];
  /** @returns the test files of which something ran on one release of Node, and nothing on the other */
  readonly onOneNode: () => string[];
}

export function createRanSomewhere(): RanSomewhere {
  const ran = new Set<string>();
  const left = new Set<string>();
  const files = new Map<string, Set<NodeRelease>>();
  return {
    add: (folder, report, node = 'oldest') => {
      // A run that broke off counts as failed already.
      if (!existsSync(report)) return;
      const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report;
      for (const { name, assertionResults } of testResults) {
        const file = relative(folder, name);
        for (const { fullName, status } of assertionResults) {
          const done = status === 'passed' || status === 'failed';
          (done ? ran : left).add(`${file}: ${fullName}`);
          if (done) files.set(file, (files.get(file) ?? new Set()).add(node));
        }
      }
    },
    never: () => [...left].filter((test) => !ran.has(test)),
    onOneNode: () => [...files].flatMap(([file, nodes]) => (nodes.size === 1 ? [file] : [])),
  };
}

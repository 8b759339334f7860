// A test may not apply to a variant; one that applies to none of them proves nothing.
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

export interface RanSomewhere {
  /** @param report of vitest, in JSON, of the tests in the folder */
  readonly add: (folder: string, report: string) => void;
  /** @returns the tests that were left out everywhere */
  readonly never: () => string[];
}

export function createRanSomewhere(): RanSomewhere {
  const ran = new Set<string>();
  const left = new Set<string>();
  return {
    add: (folder, report) => {
      // A run that broke off counts as failed already.
      if (!existsSync(report)) return;
      const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report;
      for (const { name, assertionResults } of testResults) {
        for (const { fullName, status } of assertionResults) {
          const done = status === 'passed' || status === 'failed';
          (done ? ran : left).add(`${relative(folder, name)}: ${fullName}`);
        }
      }
    },
    never: () => [...left].filter((test) => !ran.has(test)),
  };
}

// Takes one project through its steps, telling of each.
import { lastLines } from '../../scripts/failures.js';
import type { Step } from './steps.js';

/** A project and what is done with it. */
export interface Run {
  /** What `--only` picks it by. */
  readonly name: string;
  readonly steps: readonly Step[];
}

export interface RunResult {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  /** What failed and why, shortened. */
  readonly failures: readonly string[];
}

/** Every failing step counts as at least one failure. */
export async function perform({ name, steps }: Run): Promise<RunResult> {
  const total = { name, passed: 0, failed: 0 };
  const failures: string[] = [];
  for (const step of steps) {
    const result = await step.work();
    const counts = 'passed' in result ? result : { passed: 0, failed: 0 };
    const numbers = 'passed' in result ? `, ${result.passed} passed, ${result.failed} failed` : '';
    const good = result.ok && counts.failed === 0;
    const verdict = good ? 'ok' : 'FAILED';
    const note = 'note' in result ? result.note : '';
    console.log(
      `${name}: ${step.name} ${verdict} (${result.seconds.toFixed(1)} s${numbers}${note})`,
    );
    total.passed += counts.passed;
    total.failed += good ? 0 : Math.max(counts.failed, 1);
    if (good) continue;
    console.log(result.output);
    const tests = 'failures' in result ? result.failures : [];
    const reasons = tests.length > 0 ? tests : [lastLines(result.output)];
    failures.push(...reasons.map((reason) => `${name}: ${step.name}: ${reason}`));
    if (step.required) break;
  }
  return { ...total, failures };
}

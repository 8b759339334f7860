// Takes one project through its steps, telling of each.
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
}

/** Every failing step counts as at least one failure. */
export async function perform({ name, steps }: Run): Promise<RunResult> {
  const total = { name, passed: 0, failed: 0 };
  for (const step of steps) {
    const result = await step.work();
    const tests = 'passed' in result ? result : { passed: 0, failed: 0 };
    const numbers = 'passed' in result ? `, ${result.passed} passed, ${result.failed} failed` : '';
    const good = result.ok && tests.failed === 0;
    const verdict = good ? 'ok' : 'FAILED';
    const note = 'note' in result ? result.note : '';
    console.log(
      `${name}: ${step.name} ${verdict} (${result.seconds.toFixed(1)} s${numbers}${note})`,
    );
    total.passed += tests.passed;
    total.failed += good ? 0 : Math.max(tests.failed, 1);
    if (!good) console.log(result.output);
    if (!good && step.required) break;
  }
  return total;
}

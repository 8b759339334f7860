// The official conformance tool against a generated project, by the project's own command.
import { count } from '../../scripts/count.js';
import { failuresIn } from '../../scripts/failures.js';
import { command } from './command.js';
import type { TestResult } from './test-step.js';

/**
 * `npm run conformance` in the folder; it needs the network for the tool.
 *
 * @param env with a Node that the tool runs on, 22 or newer
 */
export async function runConformance(folder: string, env: NodeJS.ProcessEnv): Promise<TestResult> {
  const report = `${folder}-conformance-report.json`;
  const reporters = ['--reporter=verbose', '--reporter=json', `--outputFile.json=${report}`];
  const result = await command('npm', ['run', 'conformance', '--', ...reporters], folder, env);
  return { ...result, ...count(report), failures: failuresIn(report, folder) };
}

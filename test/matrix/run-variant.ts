// One variant: create it with the built program, install it, run its own checks, tests, build and start.
import { join } from 'node:path';
import type { Variant } from '../../src/answers/schema.js';
import { choices, layeredKeys } from '../../src/answers/schema.js';
import { renderVariant } from '../render/snapshots.js';
import { codeBehind } from './code-behind.js';
import type { CommandResult } from './command.js';
import { command } from './command.js';
import { connectionStep } from './connection/step.js';
import { projectEnvironment, repository } from './environment.js';
import type { NewestNode } from './newest-node.js';
import { newestNodeSteps } from './newest-node.js';
import type { Proven } from './proven.js';
import type { TestResult } from './test-step.js';
import { described, runTests } from './test-step.js';
import type { Store } from './warm-store.js';
import { pnpmFlags } from './warm-store.js';

export interface VariantRun {
  readonly variant: Variant;
  readonly name: string;
  /** Where the project goes; outside this repository. */
  readonly folder: string;
  /** What its programs and tests find in their environment besides. */
  readonly databases: NodeJS.ProcessEnv;
  readonly proven: Proven;
  /** Install with pnpm from this store; with real npm when absent. */
  readonly store?: Store;
  /** Check and test a second time, on this Node. */
  readonly newestNode?: NewestNode | undefined;
}

export interface VariantResult {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
}

export interface Step {
  readonly name: string;
  readonly work: () => Promise<CommandResult | TestResult>;
  /** Nothing after it makes sense when it fails. */
  readonly required?: boolean;
}

/** Every failing step counts as at least one failure. */
export async function runVariant(run: VariantRun): Promise<VariantResult> {
  const total = { name: run.name, passed: 0, failed: 0 };
  for (const { name, work, required } of stepsOf(run)) {
    const result = await work();
    const tests = 'passed' in result ? result : { passed: 0, failed: 0 };
    const numbers = 'passed' in result ? `, ${result.passed} passed, ${result.failed} failed` : '';
    const good = result.ok && tests.failed === 0;
    const verdict = good ? 'ok' : 'FAILED';
    const note = 'note' in result ? result.note : '';
    console.log(
      `${run.name}: ${name} ${verdict} (${result.seconds.toFixed(1)} s${numbers}${note})`,
    );
    total.passed += tests.passed;
    total.failed += good ? 0 : Math.max(tests.failed, 1);
    if (!good) console.log(result.output);
    if (!good && required) break;
  }
  return total;
}

function stepsOf({
  variant,
  name,
  folder,
  databases,
  proven,
  store,
  newestNode,
}: VariantRun): Step[] {
  const env = { ...projectEnvironment(), ...databases };
  const npm = (...args: string[]) => command('npm', args, folder, env);
  const flags = layeredKeys.map((key) => `--${choices[key].flag}=${variant[key]}`);
  const manager = `--package-manager=${store === undefined ? 'npm' : 'pnpm'}`;
  const cli = [join(repository, 'dist', 'cli.js'), 'create', folder, '--yes', manager, ...flags];
  const steps: Step[] = [
    {
      name: 'create',
      required: true,
      work: () => command(process.execPath, [...cli, '--no-install', '--no-git'], repository, env),
    },
    {
      name: store === undefined ? 'npm install' : 'pnpm install',
      required: true,
      work: () =>
        store === undefined
          ? npm('install', '--no-audit', '--no-fund')
          : command(store.pnpm, ['install', '--offline', ...pnpmFlags(store)], folder, env),
    },
    { name: 'check', work: () => npm('run', 'check') },
    {
      name: 'test',
      work: async () => {
        const files = [...(await renderVariant(variant)).keys()];
        const toRun = proven.claim(name, await codeBehind(folder, files));
        const result = await runTests(folder, env, `${folder}-report.json`, toRun);
        return { ...result, note: described(toRun) };
      },
    },
    { name: 'build', work: () => npm('run', 'build') },
    { name: 'connection', work: () => connectionStep(variant, folder, env) },
  ];
  return newestNode === undefined ? steps : [...steps, ...newestNodeSteps(newestNode, folder)];
}

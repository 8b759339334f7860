// One variant: create it with the built program, install it, run its own checks, tests, build and start.
import { join } from 'node:path';
import { count } from '../../scripts/count.js';
import type { Variant } from '../../src/answers/schema.js';
import { choices, layeredKeys } from '../../src/answers/schema.js';
import type { CommandResult } from './command.js';
import { command } from './command.js';
import { projectEnvironment, repository } from './environment.js';
import type { NewestNode } from './newest-node.js';
import { serve } from './serve.js';
import type { Store } from './warm-store.js';
import { pnpmFlags } from './warm-store.js';

export interface VariantRun {
  readonly variant: Variant;
  readonly name: string;
  /** Where the project goes; outside this repository. */
  readonly folder: string;
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

interface Step {
  readonly name: string;
  readonly work: () => Promise<CommandResult>;
  /** A JSON report of vitest that the step writes. */
  readonly report?: string;
  /** Nothing after it makes sense when it fails. */
  readonly required?: boolean;
}

/** Every failing step counts as at least one failure. */
export async function runVariant(run: VariantRun): Promise<VariantResult> {
  const result = { name: run.name, passed: 0, failed: 0 };
  for (const { name, work, report, required } of stepsOf(run)) {
    const { ok, output, seconds } = await work();
    const { passed, failed } = report === undefined ? { passed: 0, failed: 0 } : count(report);
    const numbers = report === undefined ? '' : `, ${passed} passed, ${failed} failed`;
    const good = ok && failed === 0;
    const verdict = good ? 'ok' : 'FAILED';
    console.log(`${run.name}: ${name} ${verdict} (${seconds.toFixed(1)} s${numbers})`);
    result.passed += passed;
    result.failed += good ? 0 : Math.max(failed, 1);
    if (!good) console.log(output);
    if (!good && required) break;
  }
  return result;
}

function stepsOf({ variant, folder, store, newestNode }: VariantRun): Step[] {
  const env = projectEnvironment();
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
    testStep('test', folder, env, `${folder}-report.json`),
    { name: 'build', work: () => npm('run', 'build') },
    { name: 'start', work: () => serve(folder, env) },
  ];
  return newestNode === undefined ? steps : [...steps, ...newestNodeSteps(newestNode, folder)];
}

function newestNodeSteps({ folder: home, bin }: NewestNode, folder: string): Step[] {
  const env = projectEnvironment(bin);
  const script = `if (process.execPath !== ${JSON.stringify(join(bin, 'node'))}) process.exit(1)`;
  return [
    {
      name: 'newest LTS of Node: install',
      required: true,
      work: () => command('npm', ['ci', '--no-audit', '--no-fund'], home, projectEnvironment()),
    },
    {
      name: 'newest LTS of Node: in use',
      required: true,
      work: () => command('node', ['-e', script], folder, env),
    },
    {
      name: 'newest LTS of Node: check',
      work: () => command('npm', ['run', 'check'], folder, env),
    },
    testStep('newest LTS of Node: test', folder, env, `${folder}-newest-report.json`),
  ];
}

function testStep(name: string, folder: string, env: NodeJS.ProcessEnv, report: string): Step {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return {
    name,
    work: () => command('npm', ['test', '--', ...reporters], folder, env),
    report,
  };
}

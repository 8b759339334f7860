// How the program starts: soon, and not at all on a Node that is too old.
import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { temporaryFolder } from '../temporary-folder.js';
import { builtProgram, cleanEnvironment, runProgram } from './program.js';

/** How much longer the help text may take than a program that does nothing. */
const ratioLimit = 2;
const rounds = 11;
/** The rest of the machine can only make it slower, so the best of several tries counts. */
const tries = 5;

/** @returns milliseconds until Node has come and gone */
function timed(args: readonly string[]): number {
  const started = performance.now();
  const { status } = spawnSync(process.execPath, args, { stdio: 'ignore', env: cleanEnvironment });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}.`);
  return performance.now() - started;
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}

/** In turns, so that both meet the same machine. */
function ratio(): number {
  const [empty, help]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    empty.push(timed(['-e', '0']));
    help.push(timed([builtProgram, '--help']));
  }
  return median(help) / median(empty);
}

it('shows the help text in at most twice the time that Node itself takes', () => {
  const ratios: number[] = [];
  while (ratios.length < tries && !ratios.some((one) => one <= ratioLimit)) ratios.push(ratio());
  expect(Math.min(...ratios)).toBeLessThanOrEqual(ratioLimit);
}, 120_000);

it('tells an old Node in one sentence what it needs, before it loads anything else', async () => {
  const folder = await temporaryFolder();
  const old = join(folder, 'old.cjs');
  // Such a Node lacks what newer ones have: whatever is loaded there must not be missed yet.
  await writeFile(
    old,
    `Object.defineProperty(process, 'version', { value: 'v18.20.8' });
     const module_ = require('node:module');
     const load = module_._load;
     module_._load = (name, ...rest) => {
       if (!['fs', 'node:fs', 'module', 'node:module'].includes(name)) {
         process.stderr.write('LOADED ' + name);
       }
       return load(name, ...rest);
     };`,
  );
  const { exitCode, stdout, stderr } = await runProgram(builtProgram, ['app', '--yes'], folder, {
    NODE_OPTIONS: `--require=${old}`,
  });
  expect(exitCode).toBe(1);
  expect(stdout).toBe('');
  const floor = packageJson.engines.node.replace('>=', '');
  expect(stderr).toContain(`create-mcp-oauth-app needs Node ${floor} or newer; this is v18.20.8.`);
  expect(stderr).not.toContain('LOADED');
});

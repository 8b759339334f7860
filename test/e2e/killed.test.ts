// However a run ends before it is done, nothing is left behind.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.js';
import { cleanEnvironment, smallProgram, stubOnPath } from './program.js';
import { until } from './until.js';

/**
 * Touches a file, then writes into the project with a grandchild for as long as it lives; half a
 * minute at most, should the program under test forget it.
 */
const busy = (marker: string) =>
  `(n=0; while [ $n -lt 3000 ]; do mkdir -p node_modules/x; echo >> node_modules/x/log; sleep 0.01; n=$((n+1)); done) & touch "${marker}"; wait`;

/** The process groups of a test can only be looked at where /proc is. */
const commandLines = () =>
  readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      } catch {
        return '';
      }
    });

const partialIn = (folder: string) =>
  existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.partial'));

interface Moment {
  readonly name: string;
  readonly args: readonly string[];
  readonly env: (marker: string) => Promise<NodeJS.ProcessEnv>;
  readonly reached: (cwd: string, marker: string) => boolean;
}

const moments: Moment[] = [
  {
    name: 'the temporary folder has just been made',
    args: ['--no-install', '--no-git'],
    env: async () => ({}),
    reached: (cwd) => partialIn(join(cwd, 'deep/er')),
  },
  {
    name: 'files are being written',
    args: ['--no-install', '--no-git'],
    env: async () => ({}),
    reached: (cwd) => {
      const home = join(cwd, 'deep/er');
      const partial = existsSync(home) && readdirSync(home)[0];
      return typeof partial === 'string' && existsSync(join(home, partial, 'many/49'));
    },
  },
  {
    name: 'the package manager is running',
    args: [],
    env: (marker) => stubOnPath('npm', busy(marker)),
    reached: (_cwd, marker) => existsSync(marker),
  },
  {
    name: 'git is running',
    args: ['--no-install'],
    env: (marker) =>
      stubOnPath('git', `case "$*" in *commit*) ${busy(marker)};; *rev-parse*) exit 128;; esac`),
    reached: (_cwd, marker) => existsSync(marker),
  },
];

interface Stopped {
  readonly cwd: string;
  readonly code: number | null;
  readonly killedBy: NodeJS.Signals | null;
}

/** A busy machine can look away for so long that a run is over before it is stopped. */
const mostTries = 20;

async function stoppedAt(
  moment: Moment,
  signal: NodeJS.Signals,
  cli: string,
  prepare: (cwd: string) => Promise<unknown> = async () => undefined,
): Promise<Stopped> {
  for (let tries = 1; tries <= mostTries; tries += 1) {
    const cwd = await temporaryFolder();
    await prepare(cwd);
    const marker = join(await temporaryFolder(), 'marker');
    const child = spawn(process.execPath, [cli, 'deep/er/demo', '--yes', ...moment.args], {
      cwd,
      env: { ...cleanEnvironment, ...(await moment.env(marker)) },
      stdio: 'ignore',
    });
    const exited = once(child, 'exit');
    await until(moment.name, () => moment.reached(cwd, marker) || child.exitCode !== null);
    child.kill(signal);
    const [code, killedBy] = await exited;
    if (code !== 0) return { cwd, code, killedBy };
  }
  throw new Error(`No run could be stopped while ${moment.name}.`);
}

const programIsGone = (cli: string, cwd: string) => () =>
  !commandLines().some((line) => line.includes(cli) || line.includes(cwd));

describe.runIf(process.platform === 'linux')('a run that is stopped', () => {
  let cli = '';
  beforeAll(async () => {
    cli = await smallProgram(await temporaryFolder(), 1000);
  });

  it.each(moments)('leaves nothing after SIGKILL while $name', async (moment) => {
    const { cwd, killedBy } = await stoppedAt(moment, 'SIGKILL', cli);
    expect(killedBy).toBe('SIGKILL');
    await until('the janitor has left', programIsGone(cli, cwd));
    expect(await readdir(cwd)).toEqual([]);
  });

  const signals = [
    { signal: 'SIGINT', exitCode: 130 },
    { signal: 'SIGTERM', exitCode: 143 },
    { signal: 'SIGHUP', exitCode: 143 },
  ] as const;

  describe.each(signals)('by $signal', ({ signal, exitCode }) => {
    it.each(moments)(`leaves nothing and ends with ${exitCode} while $name`, async (moment) => {
      const { cwd, code } = await stoppedAt(moment, signal, cli);
      expect(code).toBe(exitCode);
      expect(await readdir(cwd)).toEqual([]);
      await until('the janitor has left', programIsGone(cli, cwd));
    });
  });

  it('leaves nothing or everything after SIGKILL at any time', async () => {
    const args = [cli, 'demo', '--yes', '--no-install', '--no-git'];
    const started = async () => {
      const cwd = await temporaryFolder();
      return {
        cwd,
        child: spawn(process.execPath, args, { cwd, env: cleanEnvironment, stdio: 'ignore' }),
      };
    };
    const before = performance.now();
    await once((await started()).child, 'exit');
    const wholeMs = performance.now() - before;
    const kills = 12;
    for (let kill = 1; kill <= kills; kill += 1) {
      const { cwd, child } = await started();
      const timer = setTimeout(() => child.kill('SIGKILL'), (wholeMs * kill) / kills);
      await once(child, 'exit');
      clearTimeout(timer);
      await until('the janitor has left', programIsGone(cli, cwd));
      const left = await readdir(cwd);
      expect([[], ['demo']]).toContainEqual(left);
      if (left.length > 0) expect(existsSync(join(cwd, 'demo/.env'))).toBe(true);
    }
  }, 120_000);

  it('leaves an existing empty directory empty after SIGKILL', async () => {
    const moment = moments.find(({ name }) => name.includes('package manager'));
    if (moment === undefined) throw new Error('No such moment.');
    const { cwd } = await stoppedAt(moment, 'SIGKILL', cli, async (folder) => {
      await mkdir(join(folder, 'deep/er/demo'), { recursive: true });
    });
    await until('the janitor has left', programIsGone(cli, cwd));
    expect(await readdir(join(cwd, 'deep/er/demo'))).toEqual([]);
  });
});

// npm run speed [-- --rounds N]: what somebody waits for who creates a project, against the limits.
// On a machine that does nothing else; TMPDIR names another disk to write to.
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { execa } from 'execa';
import { withDefaults } from '../../src/answers/settle.js';
import { readLayers } from '../../src/layers/read.js';
import { availableVariants, layersFor } from '../../src/layers/registry.js';
import { render } from '../../src/render/render.js';
import { median, table } from '../bench/figures.js';
import { repository } from '../matrix/environment.js';
import { startRegistry } from '../registry/registry.js';
import { packThisRelease } from '../registry/this-release.js';
import { fetchPacked } from './fetched.js';
import type { Timed } from './timed.js';
import { inTurns } from './timed.js';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '9' } } });
const rounds = Number(values.rounds);
const folder = await mkdtemp(join(tmpdir(), 'create-mcp-oauth-app-speed-'));
try {
  await execa('npm', ['run', 'build'], { cwd: repository });
  const tarball = await packThisRelease(folder);
  const rows = [
    ...(await started(tarball)),
    ...(await rendered()),
    ...(await fetched(tarball)),
    ['packed size', `${((await stat(tarball)).size / 1000).toFixed(0)} kB`, '400 kB'],
  ];
  console.log(`\nMedians of ${rounds} rounds in turns, on Node ${process.versions.node}:\n`);
  console.log(table([['', 'measured', 'limit'], ...rows]));
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** The packed program, unpacked: `node -e 0`, the help text, and a project. */
async function started(tarball: string): Promise<string[][]> {
  const home = join(folder, 'unpacked');
  await mkdir(home);
  await execa('tar', ['-xzf', tarball, '-C', home]);
  const cli = join(home, 'package', 'dist', 'cli.js');
  const node = (name: string, args: (round: number) => string[]): Timed => ({
    name,
    program: process.execPath,
    ready: async (round) => ({ args: args(round), cwd: home }),
  });
  const create = (round: number) => [cli, `app-${round}`, '--yes', '--no-install', '--no-git'];
  const times = await inTurns(
    [node('empty', () => ['-e', '0']), node('help', () => [cli, '--help']), node('create', create)],
    rounds,
  );
  const of = (name: string) => median(times.get(name) ?? []);
  return [
    ['node -e 0', milliseconds(of('empty')), ''],
    ['--help', milliseconds(of('help')), ''],
    ['  as a multiple of node -e 0', (of('help') / of('empty')).toFixed(2), '2'],
    ['create without install, after start-up', milliseconds(of('create') - of('help')), '150 ms'],
  ];
}

/** In memory: the layers are read before. */
async function rendered(): Promise<string[][]> {
  const variants = availableVariants();
  const names = [...new Set(variants.flatMap(layersFor))];
  const layers = await readLayers(join(repository, 'templates'), names);
  const before = performance.now();
  for (const variant of variants) {
    const chosen = layersFor(variant);
    render(
      withDefaults(variant),
      layers.filter(({ name }) => chosen.includes(name)),
    );
  }
  const name = `rendering all ${variants.length} variants`;
  return [[name, milliseconds(performance.now() - before), '2000 ms']];
}

/** Both from a registry on this machine, each time with an empty cache. */
async function fetched(tarball: string): Promise<string[][]> {
  const peer = await fetchPacked('sv@latest', folder);
  const registry = await startRegistry([tarball, ...peer]);
  const npx = (name: string, args: readonly string[]): Timed => ({
    name,
    program: 'npm',
    ready: async (round) => {
      const cwd = join(folder, `${name}-${round}`);
      await mkdir(cwd);
      const env = { npm_config_registry: registry.url, npm_config_cache: join(cwd, '.cache') };
      return { args: ['exec', '--yes', ...args], cwd, env };
    },
  });
  const ours = ['--package=create-mcp-oauth-app', '--', 'create-mcp-oauth-app', 'app', '--yes'];
  const theirs = ['--package=sv', '--', 'sv', 'create', 'app', '--template', 'minimal'];
  try {
    const times = await inTurns(
      [
        npx('ours', [...ours, '--no-install', '--no-git']),
        npx('sv', [...theirs, '--types', 'ts', '--no-add-ons', '--no-install']),
      ],
      rounds,
    );
    const of = (name: string) => median(times.get(name) ?? []);
    return [
      ['npm exec with an empty cache: download and create', milliseconds(of('ours')), ''],
      [`  the same of ${basename(peer[0] ?? '', '.tgz')}`, milliseconds(of('sv')), ''],
      ['  as a multiple of it', (of('ours') / of('sv')).toFixed(2), '1'],
    ];
  } finally {
    await registry.close();
  }
}

function milliseconds(value: number): string {
  return `${value.toFixed(0)} ms`;
}

// A project of the first release, edited by its owner, brought to this tree and then to other answers.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Variant } from '../../src/answers/schema.js';
import { choices, layeredKeys } from '../../src/answers/schema.js';
import { withDefaults } from '../../src/answers/settle.js';
import { variantName } from '../../src/layers/registry.js';
import type { Tree } from '../../src/tree/tree.js';
import { packBase } from '../../src/update/base.js';
import { basePath, manifestOf, manifestPath, writeManifest } from '../../src/update/manifest.js';
import { frozenReleases } from '../ladder/frozen-release.js';
import { edited, editedTexts, ownerLines } from '../ladder/owner-edits.js';
import type { CommandResult } from './command.js';
import { command } from './command.js';
import { repository } from './environment.js';
import type { Proven } from './proven.js';
import type { RanSomewhere } from './ran-somewhere.js';
import type { Place, Step } from './steps.js';
import { exists, pnpmInstall, script, testsOf, types, typesHold } from './steps.js';
import type { Store } from './warm-store.js';

/** What the project is brought to. */
const goal: Variant = { framework: 'express', storage: 'postgres', upstream: 'oidc' };

/** One answer at a time, the project committed after each. */
const changes = [
  '--set=package-manager=pnpm',
  ...layeredKeys.map((key) => `--set=${choices[key].flag}=${goal[key]}`),
];

/** @param at its variant is the one that the project begins with */
export function updatedSteps(
  at: Place,
  shared: { store: Store; proven: Proven; ranSomewhere: RanSomewhere },
): Step[] {
  const { folder, env } = at;
  const files = async () => {
    const { output } = await command('git', ['ls-files'], folder, env);
    return output.split('\n').filter((line) => line !== '');
  };
  return [
    begin(at),
    update(at),
    ...changes.map((change) => update(at, change)),
    ownersLinesAreThere(at),
    pnpmInstall(at, shared.store),
    types(at),
    testsOf(at, shared, files, goal),
    script(at, 'build', ...typesHold),
    exists(at, 'dist/main.js'),
  ];
}

function begin({ variant, folder, env }: Place): Step {
  const work = async () => {
    const [first] = frozenReleases();
    const tree = first?.trees.get(variantName(variant));
    if (first === undefined || tree === undefined) throw new Error('No release is kept.');
    await writeProject(folder, first.version, tree, withDefaults(variant));
    await command('git', ['init', '--quiet'], folder, env);
    return commit(folder, env);
  };
  return { name: 'created with the first release, and edited', required: true, work };
}

function update({ folder, env }: Place, ...flags: readonly string[]): Step {
  const work = async () => {
    const args = [join(repository, 'dist/cli.js'), 'update', ...flags];
    const updated = await command(process.execPath, args, folder, env);
    return updated.ok ? commit(folder, env, '--allow-empty') : updated;
  };
  return { name: ['update', ...flags].join(' '), required: true, work };
}

function ownersLinesAreThere({ folder, env }: Place): Step {
  const places = [
    [ownerLines.top, edited.top],
    [ownerLines.end, edited.end],
    [ownerLines.own, edited.own],
  ] as const;
  const work = async () => {
    const results = await Promise.all(
      places.map(([line, path]) =>
        command('git', ['grep', '--fixed-strings', '--quiet', line, '--', path], folder, env),
      ),
    );
    const lost = results.find(({ ok }) => !ok);
    return lost ?? { ok: true, output: '', seconds: 0 };
  };
  return { name: 'every line of the owner is there', work };
}

function commit(
  folder: string,
  env: NodeJS.ProcessEnv,
  ...flags: readonly string[]
): Promise<CommandResult> {
  const identity = '-c user.name=Owner -c user.email=owner@example.test';
  const line = `git add --all && git ${identity} commit --quiet --no-verify ${flags.join(' ')} -m next`;
  return command('sh', ['-c', line], folder, env);
}

async function writeProject(
  folder: string,
  version: string,
  tree: Tree,
  answers: ReturnType<typeof withDefaults>,
): Promise<void> {
  const base = packBase(tree);
  const generator = { name: 'create-mcp-oauth-app', version, layers: '0'.repeat(64) };
  const files = new Map<string, string | Uint8Array>([
    ...editedTexts(tree),
    [manifestPath, writeManifest(manifestOf(generator, answers, tree, base.hash))],
    [basePath, base.bytes()],
  ]);
  for (const [path, content] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

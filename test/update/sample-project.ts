// A small project in a git repository, and an update of it that does everything an update can do.
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { childEnvironment } from '../../src/project/environment.js';
import { render } from '../../src/render/render.js';
import { sha256 } from '../../src/tree/hash.js';
import { packBase } from '../../src/update/base.js';
import { basePath, manifestOf, manifestPath, writeManifest } from '../../src/update/manifest.js';
import type { Change, DiskFile, UpdatePlan } from '../../src/update/plan.js';
import { sampleAnswers } from '../answers/sample-answers.js';
import { smallLayers } from '../layers/small-layers.js';

export const never = new AbortController().signal;

/** git without the configuration of this machine. */
export const environment: NodeJS.ProcessEnv = {
  ...Object.fromEntries(
    Object.entries(childEnvironment(process.env)).filter(([name]) => !name.startsWith('GIT_')),
  ),
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  ...{ GIT_AUTHOR_NAME: 'Ada', GIT_AUTHOR_EMAIL: 'ada@example.org' },
  ...{ GIT_COMMITTER_NAME: 'Ada', GIT_COMMITTER_EMAIL: 'ada@example.org' },
};

export const world = { env: environment, signal: never };

export async function git(cwd: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('git', args, { cwd, env: environment });
  return stdout.replace(/\n$/, '');
}

const tree = render(sampleAnswers(), smallLayers());

function manifestText(version: string): string {
  return writeManifest(manifestOf(generator(version), sampleAnswers(), tree, packBase(tree).hash));
}

function generator(version: string) {
  return { name: 'create-mcp-oauth-app', version, layers: '0'.repeat(64) };
}

/** Path -> text and permission bits, before the update. */
export const filesBefore: Readonly<Record<string, readonly [text: string, mode: number]>> = {
  '.gitignore': ['.env\nnode_modules/\n', 0o644],
  '.env': ['SECRET_KEYS=x\n', 0o600],
  [manifestPath]: [manifestText('0.1.0'), 0o644],
  [basePath]: ['base\n', 0o644],
  'src/changed.ts': ['1\n', 0o644],
  'src/private.ts': ['1\n', 0o640],
  'src/read-only.ts': ['1\n', 0o444],
  'src/[conflict].ts': ['yours\n', 0o644],
  'src/own.ts': ['own\n', 0o644],
  'bin/gains.sh': ['#!/bin/sh\n', 0o644],
  'bin/loses.sh': ['#!/bin/sh\n', 0o755],
  'old/deep/dropped.ts': ['1\n', 0o644],
  'old/moved.ts': ['moved\n', 0o644],
  'shared/dropped.ts': ['1\n', 0o644],
  'shared/own.ts': ['own\n', 0o644],
  'file-to-folder': ['1\n', 0o644],
  'folder-to-file/inner.ts': ['1\n', 0o644],
};

export async function writeProject(root: string): Promise<void> {
  for (const [path, [text, mode]] of Object.entries(filesBefore)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
    await chmod(join(root, path), mode);
  }
}

/** Makes it a repository with one commit. */
export async function commitAll(root: string): Promise<string> {
  await git(root, 'init', '--quiet', '--template=', '--initial-branch=main');
  await git(root, 'add', '--all');
  await git(root, 'commit', '--quiet', '--message', 'Create demo');
  return git(root, 'rev-parse', 'HEAD');
}

export const file = (text: string, executable = false): DiskFile => ({
  bytes: Buffer.from(text),
  executable,
});

const write = (path: string, text: string, executable = false): Change => {
  return { kind: 'write', path, file: file(text, executable) };
};

const drop = (path: string): Change => ({ kind: 'delete', path });

/** Writes, adds, deletes, moves, changes of the executable bit, conflicts; a file becomes a folder and back. */
export const samplePlan: UpdatePlan = planOf([
  drop('old/deep/dropped.ts'),
  drop('old/moved.ts'),
  drop('shared/dropped.ts'),
  drop('file-to-folder'),
  drop('folder-to-file/inner.ts'),
  write('src/changed.ts', '2\n'),
  write('src/private.ts', '2\n'),
  write('src/read-only.ts', '2\n'),
  write('src/[conflict].ts', '<<<<<<< yours\nyours\n=======\nours\n>>>>>>> ours\n'),
  write('bin/gains.sh', '#!/bin/sh\n', true),
  write('bin/loses.sh', '#!/bin/sh\n'),
  write('new/deep/moved.ts', 'moved\n'),
  write('new/added.sh', '#!/bin/sh\n', true),
  write('file-to-folder/inner.ts', '2\n'),
  write('folder-to-file', '2\n'),
]);

export function planOf(changes: readonly Change[], version = '0.2.0'): UpdatePlan {
  const touched = new Set(changes.map(({ path }) => path));
  const sides = { base: file('base\n'), yours: file('yours\n'), theirs: file('ours\n') };
  const none = { updated: [], merged: [], added: [], removed: [], conflicted: [], beside: [] };
  const rest = {
    reformatted: [],
    keptDeleted: [],
    yoursNow: [],
    moved: [],
    yoursStill: [],
    packageJson: [],
  };
  const unresolved = [
    { path: 'src/[conflict].ts', ...sides },
    { path: 'new/added.sh', theirs: file('#!/bin/sh\n', true) },
  ];
  return {
    changes,
    conflicts: unresolved.filter(({ path }) => touched.has(path)),
    findings: { ...none, ...rest },
    manifest: manifestOf(generator(version), sampleAnswers(), tree, packBase(tree).hash),
    base: () => Buffer.from(`base of ${version}\n`),
  };
}

/** What a planner would have seen of it. */
export async function seenBy(
  root: string,
  plan: UpdatePlan,
): Promise<ReadonlyMap<string, DiskFile>> {
  const found = new Map<string, DiskFile>();
  for (const { path } of plan.changes) {
    const stats = await stat(join(root, path)).catch(() => undefined);
    if (!stats?.isFile()) continue;
    const executable = (stats.mode & 0o100) !== 0;
    found.set(path, { bytes: await readFile(join(root, path)), executable });
  }
  return found;
}

/** Everything but what is git's: folders, and files with permission bits and text. */
export async function look(root: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  lookInto(root, '', found);
  return found;
}

function lookInto(
  root: string,
  folder: string,
  found: Record<string, string>,
  leftOut = ['.git'],
): void {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = `${folder}${entry.name}`;
    if (leftOut.includes(entry.name)) continue;
    if (entry.isDirectory()) {
      found[path] = 'folder';
      lookInto(root, `${path}/`, found, leftOut);
    } else found[path] = lookAtFile(join(root, path), entry.isSymbolicLink());
  }
}

function lookAtFile(path: string, isLink: boolean): string {
  if (isLink) return 'link';
  if (path.endsWith('/.git/index')) return entriesOf(readFileSync(path));
  const mode = (statSync(path).mode & 0o777).toString(8);
  return `${mode} ${readFileSync(path, 'base64')}`;
}

/** What the owner's git says: the commit, and where the index and the files differ from it. */
export async function gitView(root: string): Promise<string> {
  return git(root, 'status', '--porcelain=v2', '--branch', '--untracked-files=all');
}

const views = new Map<string, Promise<string>>();

/** As {@link gitView}; git is asked once about projects that are the same in every byte it goes by. */
export async function knownGitView(root: string): Promise<string> {
  const state = stateOf(root);
  const view = views.get(state) ?? gitView(root);
  views.set(state, view);
  return view;
}

/**
 * Objects are left out, as git only ever adds some: of several such states the first has the fewest.
 *
 * @param root of a project that is a repository of its own, with none inside, or that is in none
 * @returns a hash of its files and folders, and of what git keeps of it: the entries of the index, what
 *   HEAD and the branches are, the configuration, locks
 */
export function stateOf(root: string): string {
  const files: Record<string, string> = {};
  const git: Record<string, string> = {};
  lookInto(root, '', files);
  if (existsSync(join(root, '.git'))) lookInto(join(root, '.git'), '', git, ['objects']);
  return sha256(JSON.stringify([files, git]));
}

const indexHeader = 12;
/** Ahead of the path: times, sizes and the like, then mode, hash and flags. */
const beforePath = 62;

/**
 * @param index of version 2, see https://git-scm.com/docs/index-format
 * @returns mode, hash, flags and path of each entry, without what git remembers of the file on disk
 */
function entriesOf(index: Buffer): string {
  if (index.readUInt32BE(4) !== 2) throw new Error('This index has another format.');
  const entries: string[] = [];
  let at = indexHeader;
  for (let left = index.readUInt32BE(8); left > 0; left -= 1) {
    const end = index.indexOf(0, at + beforePath);
    entries.push(
      index.toString('latin1', at + 24, at + 28) + index.toString('latin1', at + 40, end),
    );
    // Padded with one to eight bytes, so that it is a multiple of eight.
    at += Math.ceil((end + 1 - at) / 8) * 8;
  }
  return JSON.stringify(entries);
}

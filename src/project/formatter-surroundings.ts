// Copies what a formatter looks at, besides the texts: configuration files and installed packages.
import { copyFile, lstat, mkdir, readdir, symlink } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { CreateError } from '../errors.js';
import { items, tryGit } from './git-command.js';
import type { ProcessWorld } from './run.js';
import { run } from './run.js';

/** Larger files configure nothing. */
const maxBytes = 1024 * 1024;

/** A folder of the owner, and the one that stands for it. */
export interface CopiedFolder {
  readonly from: string;
  readonly to: string;
}

export interface CopiedConfiguration {
  /** The folder that stands for the project. */
  readonly root: string;
  readonly folders: readonly CopiedFolder[];
}

/**
 * Formatters look for configuration beside a file and upward, up to the root of the repository. So
 * the files of these folders are copied, without those that git ignores.
 *
 * @param root the project, absolute
 * @param paths of the files that will be formatted
 * @param scratch an empty folder
 */
export async function copyConfiguration(
  root: string,
  paths: readonly string[],
  scratch: string,
  processes: ProcessWorld,
): Promise<CopiedConfiguration> {
  const top = await repositoryOf(root, processes);
  const from = top ?? root;
  const folders = await foldersAbove(from, root, paths);
  const files = (await Promise.all(folders.map(filesIn))).flat();
  const names = files.map((file) => relative(from, file).replaceAll('\\', '/'));
  const ignored = top === undefined ? undefined : await ignoredIn(top, names, processes);
  for (const [index, file] of files.entries()) {
    const name = names[index] ?? '';
    if (ignored?.has(name) ?? /(^|\/)\.env/.test(name)) continue;
    await mkdir(dirname(join(scratch, name)), { recursive: true });
    await copyFile(file, join(scratch, name));
  }
  const place = (folder: string) => join(scratch, relative(from, folder));
  return {
    root: place(root),
    folders: folders.map((folder) => ({ from: folder, to: place(folder) })),
  };
}

/**
 * After the texts are written, so that none of them can go through a link.
 *
 * @param folders each gets a link to the packages installed in it
 */
export async function linkModules(folders: readonly CopiedFolder[]): Promise<void> {
  for (const { from, to } of folders) {
    const installed = join(from, 'node_modules');
    const present = await lstat(installed).catch(() => undefined);
    const taken = await lstat(join(to, 'node_modules')).catch(() => undefined);
    if (present === undefined || taken !== undefined) continue;
    await mkdir(to, { recursive: true });
    await symlink(installed, join(to, 'node_modules'), 'junction');
  }
}

/** @returns the root of the repository around the project; undefined outside of any */
async function repositoryOf(root: string, processes: ProcessWorld): Promise<string | undefined> {
  const outcome = await tryGit(['rev-parse', '--show-cdup'], root, processes);
  return outcome.ok ? resolve(root, outcome.stdout.trim()) : undefined;
}

/**
 * @returns every folder from `top` down to each of the files, without what is not there or lies
 *   behind a link
 */
async function foldersAbove(top: string, root: string, paths: readonly string[]) {
  const wanted = new Set<string>();
  for (const path of ['project', ...paths]) {
    const steps = relative(top, dirname(join(root, path))).split(sep);
    for (const [index] of steps.entries()) wanted.add(join(top, ...steps.slice(0, index + 1)));
  }
  const folders = [top];
  for (const folder of wanted) {
    const stats = await lstat(folder).catch(() => undefined);
    if (stats?.isDirectory() && folders.includes(dirname(folder))) folders.push(folder);
  }
  return folders;
}

/** @returns absolute paths of small files; links and folders are left out */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const kept: string[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isFile() && (await lstat(path)).size < maxBytes) kept.push(path);
  }
  return kept;
}

/** @param names relative to `top`, with forward slashes */
async function ignoredIn(
  top: string,
  names: readonly string[],
  processes: ProcessWorld,
): Promise<ReadonlySet<string>> {
  // It cannot be told to take names literally; with this before it no name means anything else.
  const input = names.map((name) => `./${name}\0`).join('');
  const outcome = await run('git', ['check-ignore', '-z', '--stdin'], top, processes, input);
  // 1 says that none of them is ignored.
  if (outcome.exitCode === 1) return new Set();
  if (outcome.ok) return new Set(items(outcome.stdout).map((name) => name.slice('./'.length)));
  throw new CreateError('GIT_FAILED', `git check-ignore failed: ${outcome.output.trim()}`);
}

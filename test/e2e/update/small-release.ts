// Releases with templates of a few files, and projects made with them, for tests of updating.
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { copyFolder } from '../../copy-folder.js';
import { temporaryFolder } from '../../temporary-folder.js';
import { builtProgram, cleanEnvironment, runProgram } from '../program.js';

/** What a release generates from its base layer. */
export interface SmallRelease {
  readonly version?: string;
  /** Project path -> text. */
  readonly files: Readonly<Record<string, string>>;
  readonly once?: readonly string[];
  readonly executable?: readonly string[];
  readonly moves?: readonly { readonly from: string; readonly to: string }[];
  readonly package?: object;
  readonly security?: readonly string[];
  readonly steps?: readonly string[];
}

const settings = {
  '.env.example': 'SECRET_KEYS=\n# AUDIT_LOG=\n',
  '.gitignore': 'node_modules/\n.env\n',
};

/** @returns the path of the release's cli.js */
export async function makeRelease(release: SmallRelease): Promise<string> {
  const { version = '1.0.0', files, once = [], executable = [], moves = [] } = release;
  const root = join(await temporaryFolder(), 'package');
  const description = { title: 'Small', once, executable, moves, package: release.package ?? {} };
  const empty = { title: 'Empty', once: [], executable: [], moves: [], package: {} };
  await writeLayer(root, 'base', description, { ...settings, ...files });
  await writeLayer(root, 'framework/hono', empty, { 'docs/framework.md': 'Hono\n' });
  await writeLayer(root, 'storage/sqlite', empty, { 'docs/storage.md': 'SQLite\n' });
  await writeLayer(root, 'upstream/none', empty, { 'docs/users.md': 'Accounts\n' });
  const notes = [{ version, security: release.security ?? [], steps: release.steps ?? [] }];
  await writeFile(join(root, 'templates/releases.json'), JSON.stringify(notes));
  await mkdir(join(root, 'dist'));
  await cp(builtProgram, join(root, 'dist/cli.js'));
  const packageJson = { name: 'create-mcp-oauth-app', version, type: 'module' };
  const bin = { 'create-mcp-oauth-app': 'dist/cli.js' };
  await writeFile(join(root, 'package.json'), JSON.stringify({ ...packageJson, bin }));
  return join(root, 'dist/cli.js');
}

/** @returns the folder of a new project, committed; `folder` if one is named */
export async function createWith(cli: string, folder?: string): Promise<string> {
  const at = folder ?? join(await temporaryFolder(), 'app');
  const flags = ['--yes', '--no-install', '--no-git', '--name', 'app'];
  const { exitCode, stderr } = await runProgram(cli, [at, ...flags], '/');
  if (exitCode !== 0) throw new Error(stderr);
  return at;
}

/** Path of a cli.js -> a project that it has made, which stays as it is. */
const committed = new Map<string, Promise<string>>();

/** A project in a repository of its own: a copy of the one that is made first. */
export async function committedProject(cli: string): Promise<string> {
  const known = committed.get(cli) ?? makeCommitted(cli);
  committed.set(cli, known);
  return copyFolder(await known, join(await temporaryFolder(), 'app'));
}

async function makeCommitted(cli: string): Promise<string> {
  const root = await createWith(cli);
  await git(root, 'init', '--quiet', '--initial-branch=main');
  await commit(root, 'created');
  return root;
}

export async function commit(root: string, message: string): Promise<void> {
  await git(root, 'add', '--all');
  await git(root, 'commit', '--quiet', '--no-verify', '--message', message);
}

/** @returns standard output without its last line end */
export async function git(cwd: string, ...args: readonly string[]): Promise<string> {
  const identity = ['-c', 'user.name=Owner', '-c', 'user.email=owner@example.test'];
  const flags = [...identity, '-c', 'protocol.file.allow=always'];
  const { stdout } = await execa('git', [...flags, ...args], {
    cwd,
    env: cleanEnvironment,
    extendEnv: false,
  });
  return stdout;
}

/** `update` with a release, in the folder. */
export function updateWith(cli: string, cwd: string, ...flags: readonly string[]) {
  return runProgram(cli, ['update', ...flags], cwd);
}

async function writeLayer(
  root: string,
  name: string,
  description: object,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  const folder = join(root, 'templates', name);
  await mkdir(join(folder, 'files'), { recursive: true });
  await writeFile(join(folder, 'layer.json'), JSON.stringify(description));
  for (const [path, text] of Object.entries(files)) {
    const stored = join(folder, 'files', path.replace(/(^|\/)\./g, '$1_'));
    await mkdir(dirname(stored), { recursive: true });
    await writeFile(stored, text);
  }
}

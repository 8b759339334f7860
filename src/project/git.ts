// Makes the new project a git repository with one commit, without surprises from the user's set-up.
import type { ProcessWorld } from './run.js';
import { run } from './run.js';

/** What became of git, for the report. */
export type GitOutcome =
  | { readonly kind: 'committed'; readonly fallbackIdentity: boolean }
  | { readonly kind: 'inside-repository'; readonly root: string }
  | { readonly kind: 'no-git' }
  | { readonly kind: 'failed'; readonly output: string };

/** No hooks, no signing, no global ignore file that could leave out a file of the project. */
const plain = [
  ...['-c', 'core.hooksPath=/dev/null'],
  ...['-c', 'commit.gpgSign=false'],
  ...['-c', 'core.excludesFile=/dev/null'],
  ...['-c', 'core.safecrlf=false'],
];

/**
 * @param folder the project, still under its temporary name
 * @param surroundings the existing directory that the project will be in
 */
export async function firstCommit(
  folder: string,
  surroundings: string,
  message: string,
  world: ProcessWorld,
): Promise<GitOutcome> {
  const around = await run('git', ['rev-parse', '--show-toplevel'], surroundings, world);
  if (!around.found) return { kind: 'no-git' };
  if (around.ok) return { kind: 'inside-repository', root: around.stdout.trim() };
  const identity = await fallbackIdentity(folder, world);
  const branch = (await configured('init.defaultBranch', folder, world)) ?? 'main';
  const steps = [
    ['init', '--quiet', '--template=', `--initial-branch=${branch}`],
    [...plain, 'add', '--all'],
    [...plain, ...identity, 'commit', '--quiet', '--no-verify', '--no-gpg-sign', '-m', message],
  ];
  for (const step of steps) {
    const outcome = await run('git', step, folder, world);
    if (!outcome.ok) return { kind: 'failed', output: outcome.output };
  }
  return { kind: 'committed', fallbackIdentity: identity.length > 0 };
}

/** `-c` flags for the parts of an identity that nobody configured; variables win over them. */
async function fallbackIdentity(folder: string, world: ProcessWorld): Promise<string[]> {
  const strict = ['-c', 'user.useConfigOnly=true'];
  const author = await run('git', [...strict, 'var', 'GIT_AUTHOR_IDENT'], folder, world);
  const committer = await run('git', [...strict, 'var', 'GIT_COMMITTER_IDENT'], folder, world);
  if (author.ok && committer.ok) return [];
  const name = await configured('user.name', folder, world);
  const email = await configured('user.email', folder, world);
  return [
    ...(name === undefined ? ['-c', 'user.name=create-mcp-oauth-app'] : []),
    ...(email === undefined ? ['-c', 'user.email=create-mcp-oauth-app@localhost'] : []),
  ];
}

async function configured(
  key: string,
  folder: string,
  world: ProcessWorld,
): Promise<string | undefined> {
  const outcome = await run('git', ['config', '--get', key], folder, world);
  return outcome.ok && outcome.stdout.trim() !== '' ? outcome.stdout.trim() : undefined;
}

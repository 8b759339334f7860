// Which git repository a project belongs to.
import { CreateError } from '../errors.js';
import { git, tryGit } from './git-command.js';
import type { ProcessWorld } from './run.js';

/** Empty outside git. */
export interface Repository {
  /** The top folder, absolute. */
  readonly gitRoot?: string;
  /** The commit that is checked out; absent before the first one. */
  readonly head?: string;
}

/**
 * A project whose folder the repository around it ignores belongs to none.
 *
 * @param root the project, absolute
 * @throws CreateError GIT_MISSING, or GIT_FAILED when there is a repository that git cannot use
 */
export async function repositoryOf(root: string, world: ProcessWorld): Promise<Repository> {
  const top = await tryGit(['rev-parse', '--show-toplevel'], root, world);
  if (!top.ok) {
    if (/not a git repository/i.test(top.output)) return {};
    throw new CreateError('GIT_FAILED', `git cannot use this folder: ${top.output.trim()}`);
  }
  if (await isIgnored(root, world)) return {};
  const head = await tryGit(['rev-parse', '--verify', '--quiet', 'HEAD'], root, world);
  const gitRoot = top.stdout;
  return head.ok ? { gitRoot, head: head.stdout } : { gitRoot };
}

async function isIgnored(root: string, world: ProcessWorld): Promise<boolean> {
  const prefix = await git(['rev-parse', '--show-prefix'], root, world);
  if (prefix === '' || (await git(['ls-files', '--', '.'], root, world)) !== '') return false;
  const outcome = await tryGit(['check-ignore', '--quiet', '--', '.'], root, world);
  return outcome.exitCode === 0;
}

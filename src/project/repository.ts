// Which git repository a project belongs to.
import { CreateError } from '../errors.js';
import { git, tryGit } from './git-command.js';
import type { Outcome, ProcessWorld } from './run.js';

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
  const where = await tryGit(['rev-parse', '--show-toplevel', '--show-prefix'], root, world);
  if (!where.ok) {
    if (isOutside(where)) return {};
    throw new CreateError('GIT_FAILED', `git cannot use this folder: ${where.output.trim()}`);
  }
  const [gitRoot = '', prefix = ''] = where.stdout.split('\n');
  if (prefix !== '' && (await isIgnored(root, world))) return {};
  const head = await tryGit(['rev-parse', '--verify', '--quiet', 'HEAD'], root, world);
  return head.ok ? { gitRoot, head: head.stdout } : { gitRoot };
}

/** Whether git failed because there is no repository, and not because it cannot use it. */
export function isOutside({ ok, output }: Outcome): boolean {
  return !ok && /not a git repository/i.test(output);
}

async function isIgnored(root: string, world: ProcessWorld): Promise<boolean> {
  if ((await git(['ls-files', '--', '.'], root, world)) !== '') return false;
  const outcome = await tryGit(['check-ignore', '--quiet', '--', '.'], root, world);
  return outcome.exitCode === 0;
}

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

/** How `rev-parse --quiet --verify` ends when there is no such commit; with other troubles it is 128. */
const noCommit = 1;

/**
 * A project whose folder the repository around it ignores belongs to none.
 *
 * @param root the project, absolute
 * @throws CreateError GIT_MISSING, or GIT_FAILED when there is a repository that git cannot use
 */
export async function repositoryOf(root: string, world: ProcessWorld): Promise<Repository> {
  const places = ['--show-toplevel', '--show-prefix'];
  const where = await tryGit(['rev-parse', ...places, '--quiet', '--verify', 'HEAD'], root, world);
  // Without a commit it tells the places all the same.
  if (!where.ok && where.exitCode !== noCommit) {
    if (isOutside(where)) return {};
    throw new CreateError('GIT_FAILED', `git cannot use this folder: ${where.output.trim()}`);
  }
  const [gitRoot = '', prefix = '', head = ''] = where.stdout.split('\n');
  if (prefix !== '' && (await isIgnored(root, world))) return {};
  return where.ok ? { gitRoot, head } : { gitRoot };
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

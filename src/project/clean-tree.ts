// An update starts from a state that the owner can go back to.
import { CreateError } from '../errors.js';
import { git, items } from './git-command.js';
import type { Repository } from './repository.js';
import { repositoryOf } from './repository.js';
import type { ProcessWorld } from './run.js';

const shownPaths = 10;
const unmerged = /^(DD|AU|UD|UA|DU|AA|UU)$/;

/**
 * Only the project's folder has to be clean; what lies beside it in the same repository may change.
 *
 * @param options `git: false` lets a project go on that is in no repository; inside one it changes nothing
 * @throws CreateError TREE_NOT_CLEAN, NO_REPOSITORY, GIT_MISSING (git merges, so it is needed
 * everywhere) or GIT_FAILED
 */
export async function requireClean(
  root: string,
  options: { readonly git?: boolean },
  world: ProcessWorld,
): Promise<Repository> {
  const repository = await repositoryOf(root, world);
  if (repository.gitRoot === undefined) {
    if (options.git === false) return repository;
    const message = `${root} is in no git repository, so an update could not be looked through.`;
    throw new CreateError('NO_REPOSITORY', message);
  }
  const changed = await changedPaths(root, world);
  if (changed.length === 0) return repository;
  const open = changed.filter(({ status }) => unmerged.test(status));
  if (open.length > 0) {
    const message = `Some conflicts are not solved yet: ${named(open)}.`;
    throw new CreateError('TREE_NOT_CLEAN', message, {
      hint: 'Solve them, then git add and commit; or git merge --abort.',
    });
  }
  const hint = repository.head === undefined ? { hint: 'Make the first commit.' } : {};
  const message = `Some changes are not committed: ${named(changed)}.`;
  throw new CreateError('TREE_NOT_CLEAN', message, hint);
}

interface ChangedPath {
  /** Two letters, as in `git status --short`. */
  readonly status: string;
  readonly path: string;
}

/** A submodule of the owner counts only when another commit of it is checked out. */
async function changedPaths(root: string, world: ProcessWorld): Promise<ChangedPath[]> {
  const prefix = await git(['rev-parse', '--show-prefix'], root, world);
  const flags = ['--porcelain=v1', '-z', '--untracked-files=all', '--ignore-submodules=dirty'];
  const output = await git(['status', ...flags, '--no-renames', '--', '.'], root, world);
  return items(output).map((item) => {
    const path = item.slice(3);
    const own = path.startsWith(prefix) ? path.slice(prefix.length) : path;
    return { status: item.slice(0, 2), path: own };
  });
}

function named(changed: readonly ChangedPath[]): string {
  const names = changed.slice(0, shownPaths).map(({ path }) => path);
  const more = changed.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
}

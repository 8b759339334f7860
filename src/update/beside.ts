// The name under which a new text is put next to what is in its way.
import { posix } from 'node:path';

/**
 * @param path where the text would go
 * @param taken whether something lies at a path
 * @returns `routes.ts.new`, or `routes.ts.2.new` if that is taken; for a path below a file, that file's
 *   name is the one that gets the ending
 */
export function besideName(path: string, taken: (path: string) => boolean): string {
  const parent = fileAmongParents(path, taken);
  const stem = parent ?? path;
  const rest = path.slice(stem.length);
  for (let number = 1; ; number += 1) {
    const name = `${stem}${number === 1 ? '' : `.${number}`}.new`;
    if (!taken(name)) return `${name}${rest}`;
  }
}

/** The nearest parent that exists, when the path itself cannot be made: nothing lies below a file. */
export function fileAmongParents(
  path: string,
  taken: (path: string) => boolean,
): string | undefined {
  if (taken(path)) return undefined;
  return parentsOf(path).find(taken);
}

/** Deepest first, without the project folder. */
function parentsOf(path: string): string[] {
  const parent = posix.dirname(path);
  return parent === '.' ? [] : [parent, ...parentsOf(parent)];
}

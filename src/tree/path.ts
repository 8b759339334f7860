// Which relative paths may be written inside a project folder on any system.

/** Characters that a name cannot have on Windows, or that no name should have. */
const unsafe = /[\\:*?"<>|]|[^ -\u{10ffff}]|[. ]$/u;
const device = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?$/i;

/**
 * Paths come from templates and, when updating, from a file in the user's repository: both are
 * treated as hostile.
 *
 * @returns one sentence saying why the path is unsafe, or undefined when it is safe
 */
export function pathProblem(path: string): string | undefined {
  if (path === '' || path.startsWith('/') || /^[a-z]:/i.test(path)) {
    return `"${path}" is not a relative path.`;
  }
  const hostile = path.split('/').find((segment) => !isSafeSegment(segment));
  return hostile === undefined ? undefined : `"${path}" holds the unsafe part "${hostile}".`;
}

function isSafeSegment(segment: string): boolean {
  return (
    segment !== '' &&
    segment !== '.' &&
    segment !== '..' &&
    segment.toLowerCase() !== '.git' &&
    !unsafe.test(segment) &&
    !device.test(segment)
  );
}

/** @returns two paths that a case-insensitive file system takes for one, or undefined */
export function caseTwins(paths: Iterable<string>): readonly [string, string] | undefined {
  const seen = new Map<string, string>();
  for (const path of paths) {
    const folded = path.normalize('NFC').toLowerCase();
    const twin = seen.get(folded);
    if (twin !== undefined) return [twin, path];
    seen.set(folded, path);
  }
  return undefined;
}

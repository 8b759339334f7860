// Matches project paths against the globs of a layer.json.

/**
 * `*` stands for any part of one segment, `**` for any number of whole segments.
 *
 * @param path a project path with forward slashes
 */
export function matchesAny(path: string, globs: readonly string[]): boolean {
  return globs.some((glob) => patternOf(glob).test(path));
}

function patternOf(glob: string): RegExp {
  const source = glob
    .split('/')
    .map((segment) => (segment === '**' ? '**' : segmentSource(segment)))
    .join('/')
    .replace(/\*\*\//g, '(?:[^/]+/)*')
    .replace(/\*\*$/, '.+');
  return new RegExp(`^${source}$`);
}

function segmentSource(segment: string): string {
  return segment
    .split('*')
    .map((literal) => literal.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('[^/]*');
}

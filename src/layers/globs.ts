// Matches project paths against the globs of a layer.json.

/**
 * `*` stands for any part of one segment, `**` for any number of whole segments.
 *
 * @returns whether a project path, with forward slashes, matches any of the globs
 */
export function matching(globs: readonly string[]): (path: string) => boolean {
  const patterns = globs.map(patternOf);
  return (path) => patterns.some((pattern) => pattern.test(path));
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

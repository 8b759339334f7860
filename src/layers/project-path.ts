// Where a stored file goes: dot files are stored with `_`, templates end in `.hbs`.

const suffix = '.hbs';

/** `_github/workflows/ci.yml` -> `.github/workflows/ci.yml`; `README.md.hbs` -> `README.md`. */
export function projectPath(stored: string): string {
  const dotted = stored
    .split('/')
    .map((segment) => segment.replace(/^_/, '.'))
    .join('/');
  return isTemplate(stored) ? dotted.slice(0, -suffix.length) : dotted;
}

/** Whether the file is rendered; everything else is copied as it is. */
export function isTemplate(stored: string): boolean {
  return stored.endsWith(suffix);
}

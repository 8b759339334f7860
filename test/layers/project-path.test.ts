// From the stored path to the project's path.
import { expect, it } from 'vitest';
import { projectPath } from '../../src/layers/project-path.js';

it.each([
  ['_gitignore', '.gitignore'],
  ['_github/workflows/ci.yml', '.github/workflows/ci.yml'],
  ['_env.example.hbs', '.env.example'],
  ['README.md.hbs', 'README.md'],
  ['src/a_b.ts', 'src/a_b.ts'],
])('stores %s as %s', (stored, path) => {
  expect(projectPath(stored)).toBe(path);
});

// A generated project, built once for each subject, with the dependencies of this repository.
import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import type { Variant } from '../../src/answers/schema.js';
import { repository } from '../matrix/environment.js';
import { renderVariant } from '../render/snapshots.js';
import type { Subject } from './subjects.js';

/** @returns the folder of a project that is built */
export async function buildProject(variant: Variant, folder: string): Promise<string> {
  for (const [path, { text }] of await renderVariant(variant)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  await symlink(join(repository, 'node_modules'), join(folder, 'node_modules'), 'dir');
  await execa('npm', ['run', 'build'], { cwd: folder });
  return folder;
}

/** @returns a copy of the project in which the subject's files take the place of its own */
export async function copyFor(project: string, name: string, subject: Subject): Promise<string> {
  const folder = `${project}-${name}`;
  await cp(project, folder, { recursive: true, verbatimSymlinks: true });
  for (const [path, text] of Object.entries(subject.files)) {
    await writeFile(join(folder, 'dist', path), text);
  }
  return folder;
}

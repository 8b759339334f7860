// Gets a lost base back: has the release that made the project render it once more, through npm.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CreateError } from '../errors.js';
import { program } from '../program.js';
import type { Base } from '../update/base.js';
import type { Manifest } from '../update/manifest.js';
import { readRendered } from '../update/rendered.js';
import type { Outcome, ProcessWorld } from './run.js';
import { run } from './run.js';
import { inTemporaryFolder } from './temporary-folder.js';

/**
 * One exact version as https://semver.org spells it. Anything else that npm would take behind the `@`
 * is a range, a tag, a file, a repository or an address: a manifest must not choose those.
 */
const exactVersion =
  /^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}(?:-(?:0|[1-9]\d*|\d*[a-zA-Z-][\da-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][\da-zA-Z-]*))*)?(?:\+[\da-zA-Z-]+(?:\.[\da-zA-Z-]+)*)?$/;

/**
 * The name of the package is ours and the version exact, so what runs is a release of this program.
 * Its output must have the hash that the manifest recorded at creation, so what counts is the text,
 * whichever registry served the release. The manifest cannot know the package's own integrity: no
 * package holds its own hash, and how a release came to a machine (npx, a clone, a bundle) differs.
 *
 * @param failed hears, in one sentence, why there is no base
 * @returns undefined when the base cannot be had this way
 */
export async function fetchBase(
  manifest: Manifest,
  processes: ProcessWorld,
  failed: (reason: string) => void = () => undefined,
): Promise<Base | undefined> {
  const { version } = manifest.generator;
  if (!exactVersion.test(version)) {
    failed('The record names no exact version of create-mcp-oauth-app.');
    return undefined;
  }
  const release = `${program.name}@${version}`;
  try {
    const rendered = await inTemporaryFolder((folder) =>
      render(release, manifest, folder, processes),
    );
    if (rendered.ok) return readRendered(rendered.stdout, manifest.base.sha256);
    const why = rendered.found ? reasonIn(rendered.output) : 'npm was not found';
    failed(`npm could not run ${release}: ${why}`);
  } catch (error) {
    if (!(error instanceof CreateError) || error.code !== 'INVALID_PROJECT_RECORD') throw error;
    failed(error.message);
  }
  return undefined;
}

/** npm tells the reason in a line between its codes and its advice; a release in its last line. */
function reasonIn(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const told = lines.find((line) => /^npm error (?!code |errno |syscall |path )/.test(line));
  return told?.replace(/^npm error (notarget |\d+ )?/, '') ?? lines.at(-1) ?? 'it said nothing';
}

/** The settings of the user's npm apply, such as the registry; those of the project do not. */
async function render(
  release: string,
  manifest: Manifest,
  folder: string,
  processes: ProcessWorld,
): Promise<Outcome> {
  // With this file npm looks for a project here and not further up, where anybody may write.
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  const npm = ['exec', '--yes', '--no-workspaces', '--ignore-scripts', `--package=${release}`];
  const args = [...npm, '--', program.name, 'render', '--answers', '-'];
  return run('npm', args, folder, processes, JSON.stringify(manifest.answers));
}

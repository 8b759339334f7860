// check: whether an update is available, for people and for CI.
import type { CheckLine } from '../command-line/line.js';
import { program } from '../program.js';
import { textHash } from '../tree/hash.js';
import { notesBetween } from '../update/releases.js';
import { checkVersions } from '../update/versions.js';
import { nextRelease, releases } from './next-release.js';
import { openProject } from './open-project.js';
import type { World } from './world.js';

const availableExitCode = 2;

/**
 * Compares with the running release; nothing is asked of the network.
 *
 * @returns 0 when the project is up to date, 2 when an update would change something
 * @throws CreateError when the project cannot be read, or is newer
 */
export async function check(line: CheckLine, world: World): Promise<number> {
  const { manifest, answers } = await openProject(world);
  const from = manifest.generator.version;
  checkVersions(from, program.version, true);
  const { tree } = await nextRelease(world.templatesRoot, answers);
  const paths = new Set([...tree.keys(), ...Object.keys(manifest.files)]);
  const files = [...paths].filter((path) => {
    const next = tree.get(path);
    return manifest.files[path]?.sha256 !== (next && textHash(next.text));
  });
  const upToDate = files.length === 0 && from === program.version;
  const { security } = notesBetween(await releases(world.templatesRoot), from, program.version);
  if (line.json) {
    const result = {
      upToDate,
      project: from,
      release: program.version,
      files: files.sort(),
      security,
    };
    world.output.result(`${JSON.stringify(result, null, 2)}\n`);
  }
  if (upToDate) {
    world.output.outro(`Up to date with version ${from}.`);
    return 0;
  }
  if (security.length > 0) {
    const lines = security.map(({ version, text }) => `${version}: ${text}`);
    world.output.note('Security fixes that this project lacks', lines);
  }
  const versions = from === program.version ? from : `${from} -> ${program.version}`;
  world.output.outro(`An update is available: ${versions}, ${files.length} files.`);
  world.output.plain([`  npx ${program.name}@${program.version} update`]);
  return availableExitCode;
}

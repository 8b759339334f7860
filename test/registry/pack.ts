// Packs a package as publishing would, for the registry of the tests.
import { join } from 'node:path';
import { execa } from 'execa';
import { temporaryFolder } from '../temporary-folder.js';

/**
 * Runs no script of the package: what is built has to lie there.
 *
 * @param folder holds a package.json; for a release of this program also dist/ and what it needs
 * @returns the path of the tarball, in a temporary folder that goes with the test file
 */
export async function packRelease(folder: string): Promise<string> {
  const into = await temporaryFolder();
  const args = ['pack', '--json', '--ignore-scripts', `--pack-destination=${into}`];
  const { stdout } = await execa('npm', args, { cwd: folder });
  const [packed] = JSON.parse(stdout) as { filename: string }[];
  if (packed === undefined) throw new Error(`npm packed nothing of ${folder}.`);
  return join(into, packed.filename);
}

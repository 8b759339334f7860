// Packs a package as publishing would, for the registry of the tests.
import { temporaryFolder } from '../temporary-folder.js';
import { npmPack } from './npm-pack.js';

/**
 * Runs no script of the package: what is built has to lie there.
 *
 * @param folder holds a package.json; for a release of this program also dist/ and what it needs
 * @returns the path of the tarball, in a temporary folder that goes with the test file
 */
export async function packRelease(folder: string): Promise<string> {
  return npmPack(folder, await temporaryFolder());
}

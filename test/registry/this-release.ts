// Packs this repository as it would be published now.
import { join } from 'node:path';
import { execa } from 'execa';
import { npmPack } from './npm-pack.js';

const repository = join(import.meta.dirname, '../..');

/**
 * What `npm run build` made has to lie in dist/; the layers are packed here.
 *
 * @param into an existing folder
 * @returns the path of the tarball
 */
export async function packThisRelease(into: string): Promise<string> {
  await execa(process.execPath, ['scripts/pack-layers.js'], { cwd: repository });
  return npmPack(repository, into);
}

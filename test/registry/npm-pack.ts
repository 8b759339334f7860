// `npm pack`, without the scripts of the package: what is built has to lie there.
import { join } from 'node:path';
import { execa } from 'execa';

/**
 * @param folder holds a package.json
 * @param into an existing folder
 * @returns the path of the tarball
 */
export async function npmPack(folder: string, into: string): Promise<string> {
  const args = ['pack', '--json', '--ignore-scripts', `--pack-destination=${into}`];
  const { stdout } = await execa('npm', args, { cwd: folder });
  const [packed] = JSON.parse(stdout) as { filename: string }[];
  if (packed === undefined) throw new Error(`npm packed nothing of ${folder}.`);
  return join(into, packed.filename);
}

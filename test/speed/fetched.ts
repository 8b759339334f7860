// Packages as npm has them: packed, with everything that they depend on.

import { join } from 'node:path';
import { execa } from 'execa';
import { packageJsonOf } from '../registry/tarball.js';

/**
 * Needs the network.
 *
 * @param spec such as `sv@latest`
 * @param into an existing folder
 * @returns the paths of the tarballs, that of the package itself first
 */
export async function fetchPacked(spec: string, into: string): Promise<string[]> {
  const args = ['pack', spec, '--json', `--pack-destination=${into}`];
  const { stdout } = await execa('npm', args, { cwd: into });
  const [packed] = JSON.parse(stdout) as { filename: string }[];
  const file = join(into, packed?.filename ?? '');
  const { dependencies = {} } = await packageJsonOf(file);
  const others = Object.entries(dependencies).map(([name, range]) =>
    fetchPacked(`${name}@${range}`, into),
  );
  return [file, ...(await Promise.all(others)).flat()];
}

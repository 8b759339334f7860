// Reads a packed npm package: which files are in it, and what its package.json says.
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

export interface PackageJson {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const block = 512;

/**
 * @param bytes a tarball of npm, with paths of up to 100 bytes or in two parts (ustar)
 * @returns path below `package/` -> content, in the order of the tarball
 */
export async function filesOf(bytes: Buffer): Promise<Map<string, Buffer>> {
  const tar = await promisify(gunzip)(bytes);
  const files = new Map<string, Buffer>();
  for (let at = 0; at + block <= tar.length && tar[at] !== 0; ) {
    const field = (from: number, length: number) =>
      tar.toString('utf8', at + from, at + from + length).replace(/\0.*$/s, '');
    const size = Number.parseInt(field(124, 12), 8);
    const path = [field(345, 155), field(0, 100)].filter((part) => part !== '').join('/');
    const content = tar.subarray(at + block, at + block + size);
    if ('0\0'.includes(field(156, 1))) files.set(path.replace(/^[^/]+\//, ''), content);
    at += block + Math.ceil(size / block) * block;
  }
  return files;
}

/** @param file path of a tarball */
export async function packageJsonOf(file: string): Promise<PackageJson> {
  const text = (await filesOf(await readFile(file))).get('package.json');
  if (text === undefined) throw new Error(`${file} holds no package.json.`);
  return JSON.parse(text.toString());
}

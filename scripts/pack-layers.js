// Packs all layers into templates/layers.br, which a release carries in the place of their folders.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { build } from 'esbuild';
import { packLayers } from './layers/pack.js';
import { root } from './run.js';

const templates = join(root, 'templates');

/** Each layer has a layer.json; sorted, so that the same layers give the same bytes. */
const layers = readdirSync(templates, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.split(sep).at(-1) === 'layer.json' && !path.includes(`${sep}files${sep}`))
  .map((path) => dirname(path))
  .sort()
  .map((folder) => ({
    name: folder.split(sep).join('/'),
    description: JSON.parse(readFileSync(join(templates, folder, 'layer.json'), 'utf8')),
    files: filesOf(join(templates, folder, 'files')),
  }));

const text = JSON.stringify(layers);
const file = join(templates, 'layers.br');
// Packing takes seconds: what has been packed already is told by its hash, in a file beside it.
const hashFile = `${file}.sha256`;
const sources = [
  'scripts/layers/pack.js',
  'scripts/layers/pack-text.js',
  'src/layers/packed.ts',
  'src/layers/unpack-text.ts',
];
const hash = createHash('sha256').update(process.version).update(text);
for (const source of sources) hash.update(readFileSync(join(root, source)));
const name = hash.digest('hex');
if (!existsSync(file) || readIfThere(hashFile) !== name) {
  const packed = packLayers(layers);
  await verify(packed);
  place(file, packed);
  place(hashFile, name);
}

/**
 * Unpacks with what unpacks in the published program, and compares.
 *
 * @param {Uint8Array} packed
 */
async function verify(packed) {
  const bundled = await build({
    entryPoints: [join(root, 'src/layers/packed.ts')],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
  });
  const code = Buffer.from(bundled.outputFiles[0]?.contents ?? []).toString('base64');
  const { unpackLayers } = await import(`data:text/javascript;base64,${code}`);
  /** @type {Map<string, { description: unknown, files: { stored: string, text: string }[] }>} */
  const found = await unpackLayers(packed);
  const unpacked = [...found].map(([name, { description, files }]) => {
    return { name, description, files: files.map(({ stored, text }) => [stored, text]) };
  });
  if (JSON.stringify(unpacked) !== text)
    throw new Error('The layers do not come out as they were.');
}

/**
 * By a rename, since somebody else may be packing the same, or reading it, this very moment.
 *
 * @param {string} path
 * @param {string | Uint8Array} content
 */
function place(path, content) {
  const fresh = `${path}.${process.pid}`;
  writeFileSync(fresh, content);
  renameSync(fresh, path);
}

/** @param {string} path */
function readIfThere(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/**
 * @param {string} folder
 * @returns {[path: string, text: string][]} sorted as src/layers/read.ts sorts them
 */
function filesOf(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
  return paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]);
}

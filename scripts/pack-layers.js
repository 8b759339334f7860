// Packs all layers into templates/layers.br, which a release carries in the place of their folders.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
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
const hash = createHash('sha256').update(process.version).update(text).digest('hex');
if (!existsSync(file) || readIfThere(hashFile) !== hash) {
  place(file, pack(text));
  place(hashFile, hash);
}

/** @param {string} text */
function pack(text) {
  return brotliCompressSync(text, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: Buffer.byteLength(text),
    },
  });
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

// Packs layers into one compressed file: what they are and how texts are to be unpacked, then the texts.
import { brotliCompressSync, constants } from 'node:zlib';
import { chooseWords, packer } from './pack-text.js';

/** A byte that is nowhere in UTF-8. */
const partEnd = Buffer.from([0xff]);

/**
 * @typedef {object} Layer
 * @property {string} name
 * @property {unknown} description
 * @property {[path: string, text: string][]} files
 */

/**
 * The file is made for `src/layers/packed.ts`.
 *
 * @param {readonly Layer[]} layers
 * @returns {Buffer}
 */
export function packLayers(layers) {
  const texts = layers.flatMap(({ files }) => files.map(([, text]) => text));
  const words = chooseWords(texts);
  const index = {
    words: words.join(' '),
    longest: Math.max(0, ...texts.map((text) => Buffer.byteLength(text))),
    layers: layers.map(({ name, description, files }) => ({
      name,
      description,
      files: files.map(([path]) => path),
    })),
  };
  const parts = [JSON.stringify(index), ...texts.map(packer(words))];
  return compress(Buffer.concat(parts.flatMap((part) => [Buffer.from(part), partEnd])));
}

/** @param {Buffer} bytes */
function compress(bytes) {
  return brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
}

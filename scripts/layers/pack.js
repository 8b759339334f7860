// Packs layers into one compressed file: how texts are to be unpacked, what layers there are, their texts.
import { brotliCompressSync, constants } from 'node:zlib';
import { chooseWords, packer } from './pack-text.js';

/** A byte that is nowhere in UTF-8. */
const textEnd = Buffer.from([0xff]);

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
  const words = chooseWords(layers.flatMap(({ files }) => files.map(([, text]) => text)));
  const pack = packer(words);
  const packed = layers.map(({ files }) =>
    Buffer.concat(files.flatMap(([, text]) => [Buffer.from(pack(text)), textEnd])),
  );
  const index = JSON.stringify(
    layers.map(({ name, description, files }, number) => ({
      name,
      description,
      files: files.map(([path]) => path),
      packed: packed[number]?.length,
      size: files.reduce((sum, [, text]) => sum + Buffer.byteLength(text), 0),
    })),
  );
  const packedIndex = Buffer.concat([Buffer.from(pack(index)), textEnd]);
  const head = Buffer.from(
    JSON.stringify({
      words: words.join(' '),
      packed: packedIndex.length,
      size: Buffer.byteLength(index),
    }),
  );
  const length = Buffer.alloc(4);
  length.writeUInt32LE(head.length);
  return compress(Buffer.concat([length, head, packedIndex, ...packed]));
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

// The merge base: the exact text the generator last wrote, compressed into one small file.
import { promisify } from 'node:util';
import { brotliCompress, brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { CreateError } from '../errors.js';
import { safePath } from '../shapes/recorded.js';
import { type Of, read } from '../shapes/shape.js';
import { fields, record } from '../shapes/structures.js';
import { text, yesOrNo } from '../shapes/values.js';
import { sha256 } from '../tree/hash.js';
import type { Tree, TreeFile } from '../tree/tree.js';

/** More than any project has; a larger one is an attack, not a base. */
const maxBytes = 64 * 1024 * 1024;

const baseShape = record(safePath, fields({ executable: yesOrNo, text }));

/** Project path -> pristine file, of class `managed` and `json` only. */
export type Base = Of<typeof baseShape>;

/** Of 11 steps: the next takes twice as long, more than writing the files, and leaves out one byte in 14. */
const quality = 4;

/**
 * @returns the sha256 of the text inside base.br for the manifest, and what packs its bytes: a plan
 * that is only looked at does without them
 */
export function packBase(tree: Tree): { bytes: () => Uint8Array; hash: string } {
  const text = Buffer.from(baseText(tree));
  return { bytes: () => brotliCompressSync(text, settings(text)), hash: sha256(text) };
}

/** Packs at once, while other things are done, beside the thread that asks for it. */
export function packBaseMeanwhile(tree: Tree): { bytes: Promise<Uint8Array>; hash: string } {
  const text = Buffer.from(baseText(tree));
  return { bytes: promisify(brotliCompress)(text, settings(text)), hash: sha256(text) };
}

function settings(text: Uint8Array) {
  return {
    // In one piece: each piece would wait until the thread that asks has time for it.
    chunkSize: Math.max(constants.Z_MIN_CHUNK, text.length),
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
    },
  };
}

/**
 * @param files in sorted order of paths
 * @returns the text inside base.br
 */
export function baseText(files: Iterable<readonly [string, Omit<TreeFile, 'template'>]>): string {
  const entries = [...files]
    .filter(([, file]) => file.owner !== 'once')
    .map(([path, { executable, text }]) => [path, { executable, text }] as const);
  return JSON.stringify(Object.fromEntries(entries));
}

/**
 * @param hash what the manifest says the text inside must hash to
 * @throws CreateError INVALID_PROJECT_RECORD when damaged, too large, or not the recorded one
 */
export function unpackBase(bytes: Uint8Array, hash: string): Base {
  try {
    const text = brotliDecompressSync(bytes, { maxOutputLength: maxBytes }).toString('utf8');
    if (sha256(text) !== hash) throw new Error('the hash differs from the recorded one');
    return read(baseShape, JSON.parse(text));
  } catch (cause) {
    const message = 'The stored base of this project cannot be used.';
    throw new CreateError('INVALID_PROJECT_RECORD', message, { cause });
  }
}

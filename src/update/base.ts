// The merge base: the exact text the generator last wrote, compressed into one small file.
import { promisify } from 'node:util';
import { brotliCompress, brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { CreateError } from '../errors.js';
import { safePath } from '../shapes/recorded.js';
import { read } from '../shapes/shape.js';
import { fields, list } from '../shapes/structures.js';
import { wholeNumber, yesOrNo } from '../shapes/values.js';
import { sha256 } from '../tree/hash.js';
import type { Tree, TreeFile } from '../tree/tree.js';

/** More than any project has; a larger one is an attack, not a base. */
const maxBytes = 64 * 1024 * 1024;

/** The first line, as JSON. The texts follow it in this order, with nothing between them. */
const contents = list(
  fields({ path: safePath, executable: yesOrNo, size: wholeNumber(0, maxBytes) }),
);

/** Project path -> pristine file, of class `managed` and `json` only. */
export type Base = Record<string, { executable: boolean; text: string }>;

/** Of 11 steps: the next takes twice as long, more than writing the files, and leaves out one byte in 14. */
const quality = 4;

/**
 * @returns the sha256 of the text inside base.br for the manifest, and what packs its bytes: a plan
 * that is only looked at does without them
 */
export function packBase(tree: Tree): { bytes: () => Uint8Array; hash: string } {
  const inside = baseBytes(tree);
  return { bytes: () => brotliCompressSync(inside, settings(inside)), hash: sha256(inside) };
}

/** Packs at once, while other things are done, beside the thread that asks for it. */
export function packBaseMeanwhile(tree: Tree): { bytes: Promise<Uint8Array>; hash: string } {
  const inside = baseBytes(tree);
  const bytes = promisify(brotliCompress)(inside, settings(inside));
  return { bytes, hash: sha256(inside) };
}

function settings({ length }: Uint8Array) {
  return {
    // In one piece: each piece would wait until the thread that asks has time for it.
    chunkSize: Math.max(constants.Z_MIN_CHUNK, length),
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_SIZE_HINT]: length,
    },
  };
}

/**
 * @param files in sorted order of paths
 * @returns what is inside base.br
 */
export function baseBytes(files: Iterable<readonly [string, Omit<TreeFile, 'template'>]>): Buffer {
  const kept = [...files].filter(([, file]) => file.owner !== 'once');
  const entries = kept.map(([path, { executable, text }]) => {
    return { path, executable, size: Buffer.byteLength(text) };
  });
  const head = Buffer.from(`${JSON.stringify(entries)}\n`);
  const bytes = Buffer.allocUnsafe(entries.reduce((sum, { size }) => sum + size, head.length));
  let at = head.copy(bytes);
  for (const [, { text }] of kept) at += bytes.write(text, at);
  return bytes;
}

/**
 * @param hash what the manifest says the bytes inside must hash to
 * @throws CreateError INVALID_PROJECT_RECORD when damaged, too large, or not the recorded one
 */
export function unpackBase(bytes: Uint8Array, hash: string): Base {
  try {
    const inside = brotliDecompressSync(bytes, { maxOutputLength: maxBytes });
    return readBase(inside, hash);
  } catch (cause) {
    const message = 'The stored base of this project cannot be used.';
    throw new CreateError('INVALID_PROJECT_RECORD', message, { cause });
  }
}

/**
 * @param inside what `baseBytes` has made, or anybody
 * @throws Error
 */
export function readBase(inside: Buffer, hash: string): Base {
  if (sha256(inside) !== hash) throw new Error('the hash differs from the recorded one');
  let at = inside.indexOf('\n') + 1;
  const entries = read(contents, JSON.parse(inside.toString('utf8', 0, at)));
  const files = entries.map(({ path, executable, size }) => {
    const text = inside.toString('utf8', at, at + size);
    at += size;
    return [path, { executable, text }] as const;
  });
  if (at !== inside.length) throw new Error('the texts are not as long as they should be');
  return Object.fromEntries(files);
}

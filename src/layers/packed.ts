// The layers of a published release: one compressed file in the place of seven hundred small ones.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import type { LayerFile } from './layer.js';
import { unpacker } from './unpack-text.js';

/** In templates/; `scripts/pack-layers.js` writes it. */
export const packedFile = 'layers.br';

/** In one piece, whatever the size: each piece takes a round of the event loop. */
const chunkSize = 2 * 1024 * 1024;

/** A byte that is nowhere in UTF-8. */
const partEnd = 0xff;

/** A layer as it was found, before anybody has looked at its description. */
export interface StoredLayer {
  readonly description: unknown;
  /** Sorted by stored path. */
  readonly files: readonly LayerFile[];
}

/** What the file begins with. The texts follow, in the order of the layers and their files. */
interface Index {
  /** In the order of their codes, with spaces between them. */
  readonly words: string;
  /** Bytes of the longest text. */
  readonly longest: number;
  readonly layers: readonly PackedLayer[];
}

interface PackedLayer {
  readonly name: string;
  readonly description: unknown;
  readonly files: readonly string[];
}

/**
 * @param templatesRoot absolute path of templates/
 * @param wanted the names of the layers that are unpacked
 * @returns name -> layer
 */
export async function readPackedLayers(
  templatesRoot: string,
  wanted: readonly string[],
): Promise<ReadonlyMap<string, StoredLayer>> {
  return unpackLayers(await readFile(join(templatesRoot, packedFile)), wanted);
}

/** @param wanted names; every layer when it is left out */
export async function unpackLayers(
  packed: Uint8Array,
  wanted?: readonly string[],
): Promise<ReadonlyMap<string, StoredLayer>> {
  const next = partsOf(await promisify(brotliDecompress)(packed, { chunkSize }));
  const { words, longest, layers } = JSON.parse(next().toString('utf8')) as Index;
  const unpack = unpacker(words.split(' '), longest);
  const found = new Map<string, StoredLayer>();
  for (const { name, description, files } of layers) {
    const texts = files.map((stored) => [stored, next()] as const);
    if (wanted !== undefined && !wanted.includes(name)) continue;
    const unpacked = texts.map(([stored, text]) => ({ stored, text: unpack(text) }));
    found.set(name, { description, files: unpacked });
  }
  return found;
}

/** @returns what gives one part after the other */
function partsOf(bytes: Buffer): () => Buffer {
  let at = 0;
  return () => {
    const part = bytes.subarray(at, bytes.indexOf(partEnd, at));
    at += part.length + 1;
    return part;
  };
}

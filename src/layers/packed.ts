// The layers of a published release: one compressed file in the place of seven hundred small ones.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import type { LayerFile } from './layer.js';
import { unpacker } from './unpack-text.js';

/** In templates/; `scripts/pack-layers.js` writes it. */
export const packedFile = 'layers.br';

/** In one piece, whatever the size: each piece takes a round of the event loop. */
const chunkSize = 2 * 1024 * 1024;

/** A layer as it was found, before anybody has looked at its description. */
export interface StoredLayer {
  readonly description: unknown;
  /** Sorted by stored path. */
  readonly files: readonly LayerFile[];
}

/** Bytes of some texts, here and unpacked. */
interface Sizes {
  readonly packed: number;
  readonly size: number;
}

/** What the file begins with, after its length in four bytes. Its sizes are those of the index. */
interface Head extends Sizes {
  /** In the order of their codes, with spaces between them. */
  readonly words: string;
}

/** The index is a list of these, packed as a text. The texts of all layers follow. */
interface PackedLayer extends Sizes {
  readonly name: string;
  readonly description: unknown;
  readonly files: readonly string[];
}

/** Folder -> what was in its packed file, for as long as the program runs. */
const decompressed = new Map<string, Promise<Buffer>>();

/**
 * Has another thread decompress the layers: whoever reads some of them later waits for the rest of it
 * only. What cannot be read is told then.
 *
 * @param templatesRoot absolute path of templates/
 */
export function decompressMeanwhile(templatesRoot: string): void {
  decompressedIn(templatesRoot).catch(() => undefined);
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
  return unpacked(await decompressedIn(templatesRoot), wanted);
}

/** @param wanted names; every layer when it is left out */
export async function unpackLayers(
  packed: Uint8Array,
  wanted?: readonly string[],
): Promise<ReadonlyMap<string, StoredLayer>> {
  return unpacked(await decompress(packed), wanted);
}

function decompressedIn(templatesRoot: string): Promise<Buffer> {
  const known = decompressed.get(templatesRoot) ?? decompressedFile(templatesRoot);
  decompressed.set(templatesRoot, known);
  return known;
}

async function decompressedFile(templatesRoot: string): Promise<Buffer> {
  return decompress(readFileSync(join(templatesRoot, packedFile)));
}

function decompress(packed: Uint8Array): Promise<Buffer> {
  return promisify(brotliDecompress)(packed, { chunkSize });
}

function unpacked(bytes: Buffer, wanted?: readonly string[]): ReadonlyMap<string, StoredLayer> {
  let at = 4 + bytes.readUInt32LE();
  const { words, ...index } = JSON.parse(bytes.toString('utf8', 4, at)) as Head;
  const unpack = unpacker(words.split(' '));
  const next = ({ packed }: Sizes): Uint8Array => {
    at += packed;
    return bytes.subarray(at - packed, at);
  };
  const found = new Map<string, StoredLayer>();
  const [layers = ''] = unpack(next(index), index.size);
  for (const { name, description, files, ...sizes } of JSON.parse(layers) as PackedLayer[]) {
    const part = next(sizes);
    if (wanted !== undefined && !wanted.includes(name)) continue;
    const texts = unpack(part, sizes.size);
    const stored = files.map((path, index) => ({ stored: path, text: texts[index] ?? '' }));
    found.set(name, { description, files: stored });
  }
  return found;
}

// The layers of a published release: one compressed file in the place of seven hundred small ones.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import type { LayerFile } from './layer.js';

/** In templates/; `scripts/pack-layers.js` writes it. */
export const packedFile = 'layers.br';

/** A layer as it was found, before anybody has looked at its description. */
export interface StoredLayer {
  readonly description: unknown;
  /** Sorted by stored path. */
  readonly files: readonly LayerFile[];
}

/**
 * @param templatesRoot absolute path of templates/
 * @returns name -> layer, of every layer there is
 */
export async function readPackedLayers(
  templatesRoot: string,
): Promise<ReadonlyMap<string, StoredLayer>> {
  const bytes = await promisify(brotliDecompress)(await readFile(join(templatesRoot, packedFile)));
  const layers = JSON.parse(bytes.toString('utf8')) as PackedLayer[];
  return new Map(
    layers.map(({ name, description, files }) => [
      name,
      { description, files: files.map(([stored, text]) => ({ stored, text })) },
    ]),
  );
}

interface PackedLayer {
  readonly name: string;
  readonly description: unknown;
  readonly files: readonly (readonly [stored: string, text: string])[];
}

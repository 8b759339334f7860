// One number for the layers a project was made from.
import { sha256 } from '../tree/hash.js';
import type { Layer } from './layer.js';

/** @returns sha256 over names, descriptions and files: equal for equal templates only */
export function digestLayers(layers: readonly Layer[]): string {
  return sha256(
    JSON.stringify(
      layers.map(({ name, description, files }) => [
        name,
        description,
        files.map(({ stored, text }) => [stored, text]),
      ]),
    ),
  );
}

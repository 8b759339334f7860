// One number for the layers a project was made from.
import { createHash } from 'node:crypto';
import type { Layer } from './layer.js';

/** @returns sha256 over names, descriptions and files: equal for equal templates only */
export function digestLayers(layers: readonly Layer[]): string {
  const hash = createHash('sha256');
  for (const { name, description, files } of layers) {
    // The lengths tell where each of the texts that follow ends.
    const lengths = files.map(({ stored, text }) => [stored, text.length]);
    hash.update(JSON.stringify([name, description, lengths]));
    for (const { text } of files) hash.update(text);
  }
  return hash.digest('hex');
}

// What a layer is: its description (layer.json) and its files as they are stored.
import type { Of } from '../shapes/shape.js';
import { fields, list, record } from '../shapes/structures.js';
import { anyJson, someText, text } from '../shapes/values.js';

export const layerDescription = fields(
  {
    title: someText,
    once: list(text),
    executable: list(text),
    package: record(text, anyJson),
    moves: list(fields({ from: text, to: text })),
  },
  { texts: record(text, list(text)) },
);

/**
 * `once` and `executable` are globs over project paths, `package` a fragment of package.json,
 * `moves` the paths that releases have moved, `texts` lines by name for the templates of other layers.
 */
export type LayerDescription = Of<typeof layerDescription>;

export interface LayerFile {
  /** Path inside the layer's folder `files`, as stored. */
  readonly stored: string;
  readonly text: string;
}

export interface Layer {
  /** The folder under templates/, such as `storage/sqlite`. */
  readonly name: string;
  readonly description: LayerDescription;
  /** Sorted by stored path. */
  readonly files: readonly LayerFile[];
}

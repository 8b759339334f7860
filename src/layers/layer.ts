// What a layer is: its description (layer.json) and its files as they are stored.
import * as z from 'zod';

export const layerDescription = z.strictObject({
  title: z.string().min(1),
  once: z.array(z.string()),
  executable: z.array(z.string()),
  package: z.record(z.string(), z.json()),
  moves: z.array(z.strictObject({ from: z.string(), to: z.string() })),
  texts: z.record(z.string(), z.array(z.string())).optional(),
});

/**
 * `once` and `executable` are globs over project paths, `package` a fragment of package.json,
 * `moves` the paths that releases have moved, `texts` lines by name for the templates of other layers.
 */
export type LayerDescription = z.infer<typeof layerDescription>;

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

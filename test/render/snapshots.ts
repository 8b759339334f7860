// The rendered project of every variant, and the folder that keeps it as real files.
import { join } from 'node:path';
import type { Variant } from '../../src/answers/schema.js';
import { withDefaults } from '../../src/answers/settle.js';
import { readLayers } from '../../src/layers/read.js';
import { availableVariants, layersFor, variantName } from '../../src/layers/registry.js';
import { render } from '../../src/render/render.js';
import type { Tree } from '../../src/tree/tree.js';

const templates = join(import.meta.dirname, '../../templates');

/** Holds one folder for each variant. */
export const snapshotsFolder = join(import.meta.dirname, '../snapshots');

/** Name and variant, in the registry's order. */
export const snapshots = availableVariants().map((variant) => ({
  name: variantName(variant),
  variant,
}));

/** @returns the tree of the default answers in this variant */
export async function renderVariant(variant: Variant): Promise<Tree> {
  return render(withDefaults(variant), await readLayers(templates, layersFor(variant)));
}

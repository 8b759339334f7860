// The rendered projects of all variants, and the folders that keep them as real files.
import { join } from 'node:path';
import type { Variant } from '../../src/answers/schema.js';
import { withDefaults } from '../../src/answers/settle.js';
import type { Layer } from '../../src/layers/layer.js';
import { readLayers } from '../../src/layers/read.js';
import { availableVariants, layersFor, variantName } from '../../src/layers/registry.js';
import { render } from '../../src/render/render.js';
import type { Tree, TreeFile } from '../../src/tree/tree.js';
import { arrange } from './arrange.js';

const templates = join(import.meta.dirname, '../../templates');

/** Holds one folder for each set of answers that decides files; see `arrange`. */
export const snapshotsFolder = join(import.meta.dirname, '../snapshots');

/** Every variant with its name, in the registry's order. */
export const namedVariants = availableVariants().map((variant) => ({
  name: variantName(variant),
  variant,
}));

const layers = new Map<string, Promise<Layer>>();
const trees = new Map<string, Promise<Tree>>();

/** Reads each layer once, so that the trees of all variants share most of their texts. */
async function layerNamed(name: string): Promise<Layer> {
  const known = layers.get(name) ?? readLayers(templates, [name]).then(([layer]) => layer as Layer);
  layers.set(name, known);
  return known;
}

async function renderNow(variant: Variant): Promise<Tree> {
  return render(withDefaults(variant), await Promise.all(layersFor(variant).map(layerNamed)));
}

/** @returns the tree of the default answers in this variant, always the same one */
export async function renderVariant(variant: Variant): Promise<Tree> {
  const name = variantName(variant);
  const tree = trees.get(name) ?? renderNow(variant);
  trees.set(name, tree);
  return tree;
}

/** @returns what test/snapshots should hold: folder -> path -> file */
export async function renderSnapshots(): Promise<Map<string, Map<string, TreeFile>>> {
  const all = await Promise.all(
    namedVariants.map(async ({ variant }) => ({ variant, tree: await renderVariant(variant) })),
  );
  return arrange(
    all,
    (left, right) =>
      left.text === right.text &&
      left.executable === right.executable &&
      left.owner === right.owner,
  );
}

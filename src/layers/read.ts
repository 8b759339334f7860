// Reads layers from templates/: the only part of rendering that touches the disk.
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { CreateError } from '../errors.js';
import { read } from '../shapes/shape.js';
import type { Layer, LayerFile } from './layer.js';
import { layerDescription } from './layer.js';
import type { StoredLayer } from './packed.js';
import { readPackedLayers } from './packed.js';

/**
 * Folders in the repository, so that a change counts at once; what they were packed into in a release.
 *
 * @param templatesRoot absolute path of templates/
 * @param names folders under it, in the order in which they apply
 * @throws CreateError BROKEN_TEMPLATE
 */
export function readLayers(templatesRoot: string, names: readonly string[]): Promise<Layer[]> {
  let packed: Promise<ReadonlyMap<string, StoredLayer>> | undefined;
  const stored = async (name: string): Promise<StoredLayer> => {
    const folder = join(templatesRoot, ...name.split('/'));
    if (existsSync(folder)) return readFolder(folder);
    packed ??= readPackedLayers(templatesRoot, names);
    const layer = (await packed).get(name);
    if (layer === undefined) throw new Error('It was not packed.');
    return layer;
  };
  return Promise.all(names.map((name) => described(name, stored(name))));
}

async function described(name: string, stored: Promise<StoredLayer>): Promise<Layer> {
  try {
    const { description, files } = await stored;
    return { name, description: read(layerDescription, description), files };
  } catch (cause) {
    throw new CreateError('BROKEN_TEMPLATE', `The layer ${name} cannot be read.`, { cause });
  }
}

async function readFolder(folder: string): Promise<StoredLayer> {
  const description = JSON.parse(await readFile(join(folder, 'layer.json'), 'utf8'));
  return { description, files: await readFiles(join(folder, 'files')) };
}

async function readFiles(folder: string): Promise<LayerFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
  return Promise.all(
    paths.map(async (stored) => ({ stored, text: await readFile(join(folder, stored), 'utf8') })),
  );
}

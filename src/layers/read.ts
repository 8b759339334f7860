// Reads layers from templates/: the only part of rendering that touches the disk.
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { CreateError } from '../errors.js';
import type { Layer, LayerFile } from './layer.js';
import { layerDescription } from './layer.js';

/**
 * @param templatesRoot absolute path of templates/
 * @param names folders under it, in the order in which they apply
 * @throws CreateError BROKEN_TEMPLATE
 */
export function readLayers(templatesRoot: string, names: readonly string[]): Promise<Layer[]> {
  return Promise.all(names.map((name) => readLayer(templatesRoot, name)));
}

async function readLayer(templatesRoot: string, name: string): Promise<Layer> {
  const folder = join(templatesRoot, ...name.split('/'));
  try {
    const description = layerDescription.parse(
      JSON.parse(await readFile(join(folder, 'layer.json'), 'utf8')),
    );
    return { name, description, files: await readFiles(join(folder, 'files')) };
  } catch (cause) {
    throw new CreateError('BROKEN_TEMPLATE', `The layer ${name} cannot be read.`, { cause });
  }
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

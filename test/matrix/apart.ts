// Layers that know nothing of each other, whose tests need not run for each pair of them.
import { join } from 'node:path';
import type { Variant } from '../../src/answers/schema.js';
import { projectPath } from '../../src/layers/project-path.js';
import { readLayers } from '../../src/layers/read.js';
import { layersFor } from '../../src/layers/registry.js';
import { repository } from './environment.js';

/** The files that two layers bring to a project, neither of which reaches one of the other. */
export interface Apart {
  readonly framework: ReadonlySet<string>;
  readonly storage: ReadonlySet<string>;
}

/** Where all layers are put together: whatever starts it is about the combination. */
const composition = 'src/main.ts';

/** A framework turns sockets into requests, a storage keeps records: the base stands between them. */
export async function layersApart(variant: Variant): Promise<Apart> {
  const layers = await readLayers(join(repository, 'templates'), layersFor(variant));
  const filesOf = (kind: string) =>
    new Set(
      layers
        .filter(({ name }) => name.startsWith(`${kind}/`))
        .flatMap(({ files }) => files.map(({ stored }) => projectPath(stored))),
    );
  return { framework: filesOf('framework'), storage: filesOf('storage') };
}

/**
 * A test that reaches both layers is proven when it ran with this framework on some storage, and on
 * this storage with some framework; with the same code besides, each time.
 *
 * @param reached what a test reaches
 * @returns the parts of it that must have been proven: all of it, or all but one layer each
 */
export function parts(reached: readonly string[], { framework, storage }: Apart): string[][] {
  const without = (layer: ReadonlySet<string>) => reached.filter((file) => !layer.has(file));
  const [noFramework, noStorage] = [without(framework), without(storage)];
  const reachesBoth = noFramework.length < reached.length && noStorage.length < reached.length;
  return reachesBoth && !reached.includes(composition) ? [noFramework, noStorage] : [[...reached]];
}

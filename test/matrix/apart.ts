// What projects differ by and what knows nothing of each other: tests need not run for each combination.
import { join } from 'node:path';
import type { Variant } from '../../src/answers/schema.js';
import { projectPath } from '../../src/layers/project-path.js';
import { readLayers } from '../../src/layers/read.js';
import { layersFor } from '../../src/layers/registry.js';
import { repository } from './environment.js';

/** Sets of files of a project; none reaches a file of another. */
export type Apart = readonly ReadonlySet<string>[];

/** Where all layers are put together: whatever starts it is about the combination. */
const composition = 'src/main.ts';

/** Which scopes there are. */
const scopes = new Set(['src/project.json']);

/**
 * A framework turns sockets into requests, a storage keeps records, an upstream tells who somebody is,
 * scopes are names: the base stands between them.
 *
 * @returns the files of each layer but the base, and those with what else is answered
 */
export async function layersApart(variant: Variant): Promise<Apart> {
  const layers = await readLayers(join(repository, 'templates'), layersFor(variant));
  const choices = layers.filter(({ name }) => name !== 'base');
  return [
    ...choices.map(({ files }) => new Set(files.map(({ stored }) => projectPath(stored)))),
    scopes,
  ];
}

/**
 * A test that reaches several sets is proven when it ran with each of them, whatever the others were
 * like; with the same code besides, each time. So the tests that a layer brings along run with every
 * layer that they reach.
 *
 * @param test its file
 * @param reached what it reaches
 * @returns the parts of that which must have been proven: all of it, or all but other sets each
 */
export function parts(test: string, reached: readonly string[], apart: Apart): string[][] {
  const sets = apart.filter((set) => reached.some((file) => file !== test && set.has(file)));
  if (sets.length < 2 || reached.includes(composition)) return [[...reached]];
  return sets.map((own) => {
    const others = sets.filter((set) => set !== own);
    return reached.filter((file) => file === test || !others.some((set) => set.has(file)));
  });
}

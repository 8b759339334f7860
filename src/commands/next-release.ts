// What this release generates from given answers, and what it says of the releases before it.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Answers } from '../answers/schema.js';
import { digestLayers } from '../layers/digest.js';
import { readLayers } from '../layers/read.js';
import { layersFor } from '../layers/registry.js';
import { program } from '../program.js';
import { render } from '../render/render.js';
import type { Move } from '../update/line-up.js';
import type { Next } from '../update/make-plan.js';
import type { Release } from '../update/releases.js';
import { readReleases, releasesFile } from '../update/releases.js';

export interface NextRelease extends Next {
  /** Declared by the layers in use. */
  readonly moves: readonly Move[];
}

/** @throws CreateError BROKEN_TEMPLATE */
export async function nextRelease(templatesRoot: string, answers: Answers): Promise<NextRelease> {
  const layers = await readLayers(templatesRoot, layersFor(answers));
  return {
    generator: { ...program, layers: digestLayers(layers) },
    answers,
    tree: render(answers, layers),
    layers: layers.map(({ name }) => name),
    moves: layers.flatMap(({ description }) => description.moves),
  };
}

/** @throws CreateError BROKEN_TEMPLATE */
export async function releases(templatesRoot: string): Promise<Release[]> {
  return readReleases(await readFile(join(templatesRoot, releasesFile), 'utf8'));
}

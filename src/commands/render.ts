// render --answers FILE: prints the tree as JSON. Later releases call it to get an old base back.

import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { readAnswers } from '../answers/record.js';
import type { RenderLine } from '../command-line/line.js';
import { CreateError } from '../errors.js';
import { readLayers } from '../layers/read.js';
import { layersFor } from '../layers/registry.js';
import { render } from '../render/render.js';
import type { World } from './world.js';

/** Prints path -> { text, executable, owner }, in sorted order of paths. */
export async function renderToOutput(line: RenderLine, world: World): Promise<number> {
  const answers = readAnswers(await readJson(line.answersFile, world));
  const layers = await readLayers(world.templatesRoot, layersFor(answers));
  const files = [...render(answers, layers)].map(([path, { text, executable, owner }]) => {
    return [path, { text, executable, owner }] as const;
  });
  world.output.result(`${JSON.stringify(Object.fromEntries(files), null, 2)}\n`);
  return 0;
}

async function readJson(file: string | undefined, world: World): Promise<unknown> {
  if (file === undefined) throw new CreateError('USAGE', 'render needs --answers FILE, or -.');
  try {
    const source = file === '-' ? text(world.stdin) : readFile(resolve(world.cwd, file), 'utf8');
    return JSON.parse(await source);
  } catch (cause) {
    throw new CreateError('USAGE', `${file} cannot be read as JSON.`, { cause });
  }
}

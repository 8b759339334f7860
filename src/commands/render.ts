// render --answers FILE: prints the tree as JSON. Later releases call it to get an old base back.
import { readAnswers } from '../answers/record.js';
import type { RenderLine } from '../command-line/line.js';
import { CreateError } from '../errors.js';
import { readLayers } from '../layers/read.js';
import { layersFor } from '../layers/registry.js';
import { render } from '../render/render.js';
import { readJson } from './read-json.js';
import type { World } from './world.js';

/** Prints path -> { text, executable, owner }, in sorted order of paths. */
export async function renderToOutput(line: RenderLine, world: World): Promise<number> {
  const { answersFile } = line;
  if (answersFile === undefined) {
    throw new CreateError('USAGE', 'render needs --answers FILE, or -.');
  }
  const answers = readAnswers(await readJson(answersFile, world));
  const layers = await readLayers(world.templatesRoot, layersFor(answers));
  const files = [...render(answers, layers)].map(([path, { text, executable, owner }]) => {
    return [path, { text, executable, owner }] as const;
  });
  world.output.result(`${JSON.stringify(Object.fromEntries(files), null, 2)}\n`);
  return 0;
}

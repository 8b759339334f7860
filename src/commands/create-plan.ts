// What create will write, computed before anything is written. Pure except for the injected random.
import type { Provider } from '../answers/provider.js';
import type { Answers } from '../answers/schema.js';
import { CreateError } from '../errors.js';
import { digestLayers } from '../layers/digest.js';
import type { Layer } from '../layers/layer.js';
import { program } from '../program.js';
import type { Random } from '../project/env-file.js';
import { envFrom } from '../project/env-file.js';
import { render } from '../render/render.js';
import type { Tree } from '../tree/tree.js';
import { sortPaths } from '../tree/tree.js';
import type { FileToWrite } from '../tree/write.js';
import { packBaseMeanwhile } from '../update/base.js';
import { basePath, manifestOf, manifestPath, writeManifest } from '../update/manifest.js';

export interface CreatePlan {
  readonly answers: Answers;
  readonly layers: readonly Layer[];
  readonly tree: Tree;
  /** Every path that will be written, sorted; `.env` and the record included. */
  readonly paths: readonly string[];
}

const envPath = '.env';
const examplePath = '.env.example';

/** Deterministic: the same answers and layers give the same plan. */
export function planCreate(answers: Answers, layers: readonly Layer[]): CreatePlan {
  const tree = render(answers, layers);
  const paths = sortPaths([...tree.keys(), basePath, manifestPath, envPath]);
  return { answers, layers, tree, paths };
}

/** The plan's files with their content, and `.env` with fresh secrets, readable by its owner only. */
export function filesToWrite(
  plan: CreatePlan,
  random: Random,
  provider: Provider | undefined,
): FileToWrite[] {
  const example = plan.tree.get(examplePath);
  if (example === undefined) {
    throw new CreateError('BROKEN_TEMPLATE', `No layer brings ${examplePath}.`);
  }
  const files = [...plan.tree].map(([path, { text, executable }]) => {
    return { path, content: text, mode: executable ? 0o755 : 0o644 };
  });
  return [
    ...files,
    { path: envPath, content: envFrom(example.text, random, provider), mode: 0o600 },
    // Last, since its packing goes on while the others are written.
    ...recordOf(plan),
  ];
}

/** What updating will need: manifest and base. Packing takes a while, so it waits until it is needed. */
function recordOf({ answers, layers, tree }: CreatePlan): FileToWrite[] {
  const base = packBaseMeanwhile(tree);
  const generator = { ...program, layers: digestLayers(layers) };
  const manifest = manifestOf(generator, answers, tree, base.hash);
  return [
    { path: manifestPath, content: writeManifest(manifest), mode: 0o644 },
    { path: basePath, content: base.bytes, mode: 0o644 },
  ];
}

// Answers and layers in, the whole project in memory out. Pure: no clock, random, network or disk.
import type { Answers } from '../answers/schema.js';
import { compose } from '../layers/compose.js';
import type { Layer } from '../layers/layer.js';
import { composePackageJson } from '../layers/package-json.js';
import { composePnpmWorkspace } from '../layers/pnpm-workspace.js';
import { isTemplate } from '../layers/project-path.js';
import { composeYarnSettings } from '../layers/yarn-settings.js';
import type { Tree } from '../tree/tree.js';
import { treeOf } from '../tree/tree.js';
import { contextOf } from './context.js';
import { renderTemplate } from './template.js';

/** What the manifest names as the origin of composed files. */
const composedFrom = 'base/layer.json';

/**
 * The same answers and layers give the same bytes on every machine and day.
 *
 * @param layers those that `layersFor(answers)` names, as read
 * @throws CreateError BROKEN_TEMPLATE
 */
export function render(answers: Answers, layers: readonly Layer[]): Tree {
  const context = contextOf(answers, layers);
  const sources = compose(layers).map(({ path, template, text, owner, executable }) => {
    const rendered = isTemplate(template) ? renderTemplate(template, text, context) : text;
    return [path, { text: rendered, executable, owner, template }] as const;
  });
  const composed = composedFiles(answers, layers).map(([path, text]) => {
    const owner = path.endsWith('.json') ? 'json' : 'managed';
    return [path, { text, executable: false, owner, template: composedFrom }] as const;
  });
  return treeOf([...sources, ...composed]);
}

/** Files that come from the descriptions of all layers. */
function composedFiles(answers: Answers, layers: readonly Layer[]): [string, string][] {
  const packageJson = ['package.json', composePackageJson(answers.name, layers)] as const;
  return [packageJson, ...settingsOf(answers, layers)].map(([path, text]) => [path, text]);
}

/** What the package manager must be told besides. */
function settingsOf({ packageManager }: Answers, layers: readonly Layer[]): [string, string][] {
  if (packageManager === 'pnpm') return [['pnpm-workspace.yaml', composePnpmWorkspace(layers)]];
  if (packageManager === 'yarn') return [['.yarnrc.yml', composeYarnSettings()]];
  return [];
}

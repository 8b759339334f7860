// Answers and layers in, the whole project in memory out. Pure: no clock, random, network or disk.
import type { Answers } from '../answers/schema.js';
import { compose } from '../layers/compose.js';
import type { Layer } from '../layers/layer.js';
import { composePackageJson } from '../layers/package-json.js';
import { isTemplate } from '../layers/project-path.js';
import type { Tree, TreeFile } from '../tree/tree.js';
import { treeOf } from '../tree/tree.js';
import { contextOf } from './context.js';
import { renderTemplate } from './template.js';

/**
 * The same answers and layers give the same bytes on every machine and day.
 *
 * @param layers those that `layersFor(answers)` names, as read
 * @throws CreateError BROKEN_TEMPLATE
 */
export function render(answers: Answers, layers: readonly Layer[]): Tree {
  const context = contextOf(answers);
  const sources = compose(layers).map(({ path, template, text, owner, executable }) => {
    const rendered = isTemplate(template) ? renderTemplate(template, text, context) : text;
    return [path, { text: rendered, executable, owner, template }] as const;
  });
  const packageJson: TreeFile = {
    text: composePackageJson(answers.name, layers),
    executable: false,
    owner: 'json',
    template: 'base/layer.json',
  };
  return treeOf([...sources, ['package.json', packageJson]]);
}

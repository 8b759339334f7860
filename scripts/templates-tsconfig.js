// Writes templates/tsconfig.json, which joins all layers for tsc and for editors: git ignores it.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.js';

const templates = join(root, 'templates');
const file = join(templates, 'tsconfig.json');
const text = tsconfig(layerFolders(templates));
if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);

/**
 * With `rootDirs` every layer finds the files of all others as if they lay in one project. Where
 * several layers own a path, its own one is what a layer finds, and the base any of them: whether
 * each variant fits together is for the variants' own checks to say.
 *
 * @param {readonly string[]} layers folders, relative to templates/
 * @returns {string} the text of templates/tsconfig.json
 */
function tsconfig(layers) {
  const config = {
    extends: './base/files/tsconfig.json',
    compilerOptions: { rootDirs: [...layers.map((layer) => `${layer}/files`), 'typecheck'] },
    include: [...layers, 'typecheck'],
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}

/**
 * @param {string} folder absolute path of templates/
 * @returns {string[]} every layer: base, and each folder of each choice
 */
function layerFolders(folder) {
  const choices = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !['base', 'typecheck'].includes(entry.name))
    .map(({ name }) => name)
    .sort();
  const layers = choices.flatMap((choice) =>
    readdirSync(join(folder, choice))
      .sort()
      .map((value) => `${choice}/${value}`),
  );
  return ['base', ...layers.filter((layer) => existsSync(join(folder, layer, 'layer.json')))];
}

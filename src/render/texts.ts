// Lines that layers bring for the templates of others: where a README differs by what was chosen.
import { CreateError } from '../errors.js';
import type { Layer } from '../layers/layer.js';
import type { Answered } from './answered.js';
import { renderTemplate } from './template.js';

/** Name -> lines; a template prints them with `{{#each texts.name}}`. */
export type Texts = Readonly<Record<string, readonly string[]>>;

/**
 * The texts of all layers; the lines may name what the answers decide.
 *
 * @throws CreateError BROKEN_TEMPLATE when two layers bring one name
 */
export function textsOf(layers: readonly Layer[], answered: Answered): Texts {
  const owners = new Map<string, string>();
  const texts: Record<string, readonly string[]> = {};
  for (const { name: layer, description } of layers) {
    for (const [name, lines] of Object.entries(description.texts ?? {})) {
      const owner = owners.get(name);
      if (owner !== undefined) {
        throw new CreateError('BROKEN_TEMPLATE', `${layer} and ${owner} both bring ${name}.`);
      }
      owners.set(name, layer);
      texts[name] = lines.map((line) => renderTemplate(`${layer}/layer.json`, line, answered));
    }
  }
  return texts;
}

// Composes the project's package.json from the layers' fragments, as data.
import { CreateError } from '../errors.js';
import type { Layer } from './layer.js';

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
type JsonObject = { [key: string]: Json };

const sortedKeys = ['dependencies', 'devDependencies', 'optionalDependencies', 'overrides'];

/**
 * @param name the project's package name
 * @returns the text of package.json; dependencies sorted, other keys in the layers' order
 * @throws CreateError BROKEN_TEMPLATE when two layers give one key different values
 */
export function composePackageJson(name: string, layers: readonly Layer[]): string {
  const start: JsonObject = { name, version: '0.1.0', private: true, type: 'module' };
  const merged = layers.reduce(
    (result, layer) =>
      mergeFragment(result, layer.description.package as JsonObject, layer.name, []),
    start,
  );
  for (const key of sortedKeys) {
    const value = merged[key];
    if (isObject(value)) merged[key] = sortKeys(value);
  }
  return `${JSON.stringify(merged, null, 2)}\n`;
}

function mergeFragment(
  target: JsonObject,
  fragment: JsonObject,
  layer: string,
  path: readonly string[],
): JsonObject {
  const result = { ...target };
  for (const [key, value] of Object.entries(fragment)) {
    const present = result[key];
    const here = [...path, key];
    if (present === undefined) result[key] = value;
    else if (isObject(present) && isObject(value)) {
      result[key] = mergeFragment(present, value, layer, here);
    } else if (JSON.stringify(present) !== JSON.stringify(value)) {
      throw new CreateError(
        'BROKEN_TEMPLATE',
        `The layer ${layer} gives package.json another value for "${here.join('.')}".`,
      );
    }
  }
  return result;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sortKeys(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

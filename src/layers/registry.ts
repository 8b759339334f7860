// Which layers exist and which answers choose them: one line per choice value.
import type { ChoiceKey, ChoiceOf, Variant } from '../answers/schema.js';
import { choices, layeredKeys } from '../answers/schema.js';

type Folders = { readonly [K in keyof Variant]: { readonly [V in ChoiceOf<K>]?: string } };

const folders: Folders = {
  framework: {
    hono: 'framework/hono',
    express: 'framework/express',
    fastify: 'framework/fastify',
    node: 'framework/node',
  },
  storage: {
    sqlite: 'storage/sqlite',
    postgres: 'storage/postgres',
    redis: 'storage/redis',
    memory: 'storage/memory',
  },
  upstream: { none: 'upstream/none', oidc: 'upstream/oidc' },
};

/** @returns the folders under templates/, in the order in which they apply; pure */
export function layersFor(variant: Variant): string[] {
  return ['base', ...layeredKeys.map((key) => folderOf(key, variant[key])).filter(isFolder)];
}

/** @returns the values of a choice that this release can create */
export function availableValues(key: ChoiceKey): string[] {
  const values = choices[key].values.map(({ value }) => value);
  return isLayered(key) ? values.filter((value) => folderOf(key, value) !== undefined) : values;
}

/** Every point of framework x storage x upstream that this release can create. */
export function availableVariants(): Variant[] {
  const variants: Variant[] = [];
  for (const framework of availableValues('framework') as Variant['framework'][]) {
    for (const storage of availableValues('storage') as Variant['storage'][]) {
      for (const upstream of availableValues('upstream') as Variant['upstream'][]) {
        variants.push({ framework, storage, upstream });
      }
    }
  }
  return variants;
}

/** `hono-sqlite-none`: the name of a variant in folders and messages. */
export function variantName(variant: Variant): string {
  return layeredKeys.map((key) => variant[key]).join('-');
}

function folderOf(key: keyof Variant, value: string): string | undefined {
  return (folders[key] as Readonly<Record<string, string>>)[value];
}

function isFolder(folder: string | undefined): folder is string {
  return folder !== undefined;
}

function isLayered(key: ChoiceKey): key is keyof Variant {
  return choices[key].layered;
}

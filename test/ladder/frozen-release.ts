// The rendered output of a release, all variants, in one small file: each distinct text once.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import type { OwnerClass, Tree } from '../../src/tree/tree.js';
import { treeOf } from '../../src/tree/tree.js';

/** One file a release; never written again once the release is out. */
export const releasesFolder = join(import.meta.dirname, 'releases');

/** Path -> index of its text, owner class, executable, template. */
type FrozenTree = Readonly<Record<string, readonly [number, OwnerClass, boolean, string]>>;

interface Frozen {
  readonly version: string;
  readonly texts: readonly string[];
  readonly variants: Readonly<Record<string, FrozenTree>>;
}

export interface Release {
  readonly version: string;
  /** Variant name -> what it rendered to with the default answers. */
  readonly trees: ReadonlyMap<string, Tree>;
}

/** @returns the bytes to keep */
export function freeze({ version, trees }: Release): Uint8Array {
  const texts = new Map<string, number>();
  const numberOf = (text: string) => {
    const number = texts.get(text) ?? texts.size;
    texts.set(text, number);
    return number;
  };
  const variants = [...trees].map(([name, tree]) => {
    const files = [...tree].map(([path, { text, owner, executable, template }]) => {
      return [path, [numberOf(text), owner, executable, template]] as const;
    });
    return [name, Object.fromEntries(files)] as const;
  });
  const frozen: Frozen = {
    version,
    texts: [...texts.keys()],
    variants: Object.fromEntries(variants),
  };
  const params = { [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS };
  return brotliCompressSync(JSON.stringify(frozen), { params });
}

/** The inverse of {@link freeze}. */
export function thaw(bytes: Uint8Array): Release {
  const { version, texts, variants } = JSON.parse(brotliDecompressSync(bytes).toString()) as Frozen;
  const trees = Object.entries(variants).map(([name, files]) => {
    const entries = Object.entries(files).map(([path, [number, owner, executable, template]]) => {
      return [path, { text: texts[number] ?? '', owner, executable, template }] as const;
    });
    return [name, treeOf(entries)] as const;
  });
  return { version, trees: new Map(trees) };
}

/** Every release that is kept, by name of its file. */
export function frozenReleases(): Release[] {
  return readdirSync(releasesFolder)
    .filter((name) => name.endsWith('.br'))
    .map((name) => thaw(readFileSync(join(releasesFolder, name))));
}

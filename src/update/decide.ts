// What becomes of one file: pure, from what was generated, what the owner has, and what is generated now.
import { textHash } from '../tree/hash.js';
import type { Entry, Recorded } from './line-up.js';
import type { Layout } from './text.js';
import { readText } from './text.js';

/** `text` is with LF; how it is laid out on disk follows from the owner's file. */
export type Decision =
  /** Nothing to do: it stays as it lies, or stays away. */
  | { readonly kind: 'keep'; readonly as?: 'keptDeleted' | 'yoursNow' | 'yoursStill' }
  | { readonly kind: 'take'; readonly text: string; readonly as: 'updated' | 'added' }
  | { readonly kind: 'delete' }
  | { readonly kind: 'merge'; readonly base: string; readonly yours: string; readonly next: string }
  | {
      readonly kind: 'package';
      readonly base?: string;
      readonly yours: string;
      readonly next: string;
    }
  | { readonly kind: 'beside'; readonly text: string; readonly why: string };

/** What is in the way of a path: a folder of that name, or a file where its folder should be. */
export type Blocked = 'folder' | 'parent-is-file';

export const reasons = {
  folder: 'a folder of yours has this name',
  'parent-is-file': 'a file of yours has the name of its folder',
  binary: 'yours is not text',
  baseLost: 'you edited it, and what was generated last is lost',
  otherLayer: 'you edited it, and it was made for an earlier answer',
} as const;

/**
 * @param layers names of the layers in use now, such as `storage/sqlite`
 * @param blocked when something else lies where the file goes
 */
export function decide(entry: Entry, layers: readonly string[], blocked?: Blocked): Decision {
  const { recorded, next, yours } = entry;
  if (next === undefined) return dropped(entry, layers);
  if (recorded === undefined) return added(entry, blocked);
  if (yours === undefined) {
    const changed = recorded.sha256 !== textHash(next.text);
    return recorded.owner !== 'once' && changed
      ? { kind: 'keep', as: 'keptDeleted' }
      : { kind: 'keep' };
  }
  if (recorded.owner === 'once') return once(entry, recorded);
  return changed(entry, recorded, readText(yours.bytes)?.text);
}

/** The layout that a new text takes over from the owner's file. */
export function layoutOf({ yours }: Entry, plain: Layout): Layout {
  return (yours && readText(yours.bytes)?.layout) ?? plain;
}

/** Ours only if the owner left it as it was. */
export function executableOf({ recorded, next, yours }: Entry): boolean {
  const untouched = yours === undefined || yours.executable === recorded?.executable;
  return untouched ? (next?.executable ?? false) : yours.executable;
}

function changed(entry: Entry, recorded: Recorded, mine: string | undefined): Decision {
  const next = entry.next?.text ?? '';
  const before = recorded.sha256;
  const after = textHash(next);
  const now = mine === undefined ? undefined : textHash(mine);
  if (before === after || now === after) return { kind: 'keep' };
  if (now === before) return { kind: 'take', text: next, as: 'updated' };
  if (mine === undefined) return { kind: 'beside', text: next, why: reasons.binary };
  if (entry.next?.owner === 'json') {
    const base = entry.base === undefined ? {} : { base: entry.base };
    return { kind: 'package', ...base, yours: mine, next };
  }
  if (entry.base === undefined) return { kind: 'beside', text: next, why: reasons.baseLost };
  return { kind: 'merge', base: entry.base, yours: mine, next };
}

function added({ next, yours }: Entry, blocked: Blocked | undefined): Decision {
  const text = next?.text ?? '';
  if (blocked !== undefined) return { kind: 'beside', text, why: reasons[blocked] };
  if (yours === undefined) return { kind: 'take', text, as: 'added' };
  const mine = readText(yours.bytes);
  if (mine !== undefined && textHash(mine.text) === textHash(text)) return { kind: 'keep' };
  if (next?.owner === 'once') return { kind: 'keep', as: 'yoursStill' };
  if (mine === undefined) return { kind: 'beside', text, why: reasons.binary };
  if (next?.owner === 'json') return { kind: 'package', yours: mine.text, next: text };
  return { kind: 'merge', base: '', yours: mine.text, next: text };
}

function dropped({ recorded, yours }: Entry, layers: readonly string[]): Decision {
  if (recorded === undefined || yours === undefined) return { kind: 'keep' };
  const owners = recorded.owner === 'once' && layers.includes(layerOf(recorded.template));
  const untouched = hashOf(yours.bytes) === (recorded.written ?? recorded.sha256);
  return untouched && !owners ? { kind: 'delete' } : { kind: 'keep', as: 'yoursNow' };
}

/** The owner's since creation. Only another answer, which makes it from another layer, replaces it. */
function once({ next, yours }: Entry, recorded: Recorded): Decision {
  const text = next?.text ?? '';
  const now = yours && hashOf(yours.bytes);
  if (now === textHash(text) || recorded.sha256 === textHash(text)) return { kind: 'keep' };
  const sameLayer = layerOf(recorded.template) === layerOf(next?.template ?? '');
  if (sameLayer) return { kind: 'keep', as: 'yoursStill' };
  if (now === (recorded.written ?? recorded.sha256)) return { kind: 'take', text, as: 'updated' };
  return { kind: 'beside', text, why: reasons.otherLayer };
}

/** `framework/hono/files/src/http/serve.ts` -> `framework/hono`. */
function layerOf(template: string): string {
  return template.slice(0, template.indexOf('/files/'));
}

function hashOf(bytes: Uint8Array): string | undefined {
  const read = readText(bytes);
  return read && textHash(read.text);
}

// What an owner may do to a project, and a release to what is generated: as values that can be shrunk.
import * as fc from 'fast-check';
import type { Tree } from '../../src/tree/tree.js';
import type { Move } from '../../src/update/line-up.js';
import type { Disk } from './simulate.js';
import { diskFrom, treeFrom } from './simulate.js';

const names = ['src/a.ts', 'src/b.ts', 'src/deep/c.ts', 'top.ts'] as const;
const length = 14;

export const startTree: Tree = treeFrom(
  Object.fromEntries(
    names.map((path) => [path, Array.from({ length }, (_, at) => `${path} ${at}\n`).join('')]),
  ),
);

const file = fc.constantFrom(...names);
const line = fc.nat({ max: length - 1 });

export type Edit =
  | { readonly kind: 'insert' | 'remove'; readonly path: string; readonly at: number }
  | { readonly kind: 'reformat' | 'crlf' | 'delete'; readonly path: string }
  | { readonly kind: 'move'; readonly path: string; readonly to: string }
  | { readonly kind: 'add'; readonly path: string };

export const edits: fc.Arbitrary<Edit[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('insert'), path: file, at: line }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('remove'), path: file, at: line }) },
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constantFrom('reformat', 'crlf', 'delete'), path: file }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('move'),
        path: file,
        to: fc.constantFrom('lib/a.ts', 'src/deep/b.ts', 'other/deep/c.ts', 'new.ts'),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('add'),
        path: fc.constantFrom('own.ts', 'src/own.ts', 'src/added.ts', 'src/a.ts.new', 'lib/a.ts'),
      }),
    },
  ) as fc.Arbitrary<Edit>,
  { maxLength: 6 },
);

export type Change =
  | { readonly kind: 'insert' | 'remove' | 'replace'; readonly path: string; readonly at: number }
  | { readonly kind: 'drop' | 'rewrite'; readonly path: string }
  | { readonly kind: 'move'; readonly path: string; readonly to: string }
  | { readonly kind: 'add'; readonly path: string };

export const changes: fc.Arbitrary<Change[]> = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constantFrom('insert', 'remove', 'replace'),
        path: file,
        at: line,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constantFrom('drop', 'rewrite'), path: file }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('move'),
        path: file,
        to: fc.constantFrom('src/moved.ts', 'lib/a.ts', 'src/deep/b.ts'),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('add'),
        path: fc.constantFrom('src/added.ts', 'src/own.ts', 'src/deep/added.ts', 'top.ts/below.ts'),
      }),
    },
  ) as fc.Arbitrary<Change>,
  { maxLength: 6 },
);

/** @returns the disk, and the paths of files that the owner added */
export function ownerDisk(list: readonly Edit[]): { disk: Disk; own: string[] } {
  const texts = startTexts();
  const own = new Set<string>();
  list.forEach((edit, number) => {
    const text = texts.get(edit.path);
    if (edit.kind === 'add') {
      if (text !== undefined) return;
      texts.set(edit.path, `owner ${number}\nowner ${number} again\n`);
      own.add(edit.path);
    } else if (text === undefined || own.has(edit.path)) return;
    else if (edit.kind === 'delete') texts.delete(edit.path);
    else if (edit.kind === 'move') {
      if (texts.has(edit.to)) return;
      texts.delete(edit.path);
      texts.set(edit.to, text);
    } else if (edit.kind === 'crlf') texts.set(edit.path, text.replace(/\r?\n/g, '\r\n'));
    else if (edit.kind === 'reformat') texts.set(edit.path, text.replace(/^(?=.)/gm, '  '));
    else if ('at' in edit)
      texts.set(edit.path, editLines(text, edit.kind, edit.at, `owner ${number}`));
  });
  return { disk: diskFrom(Object.fromEntries(texts)), own: [...own] };
}

/** @returns what the release generates, and the moves it declares */
export function releaseTree(list: readonly Change[]): { tree: Tree; moves: Move[] } {
  const texts = startTexts();
  const moves: Move[] = [];
  list.forEach((change, number) => {
    const text = texts.get(change.path);
    if (change.kind === 'add') {
      const blocked = [...texts.keys()].some((path) => change.path.startsWith(`${path}/`));
      if (text === undefined && !blocked) texts.set(change.path, `release ${number}\n`);
    } else if (text === undefined) return;
    else if (change.kind === 'drop') texts.delete(change.path);
    else if (change.kind === 'rewrite') texts.set(change.path, `release ${number}\n`.repeat(5));
    else if (change.kind === 'move') {
      if (texts.has(change.to)) return;
      texts.delete(change.path);
      texts.set(change.to, text);
      moves.push({ from: change.path, to: change.to });
    } else if ('at' in change)
      texts.set(change.path, editLines(text, change.kind, change.at, `release ${number}`));
  });
  return { tree: treeFrom(Object.fromEntries(texts)), moves };
}

function editLines(
  text: string,
  kind: 'insert' | 'remove' | 'replace',
  at: number,
  inserted: string,
): string {
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = text.split(end);
  lines.splice(at, kind === 'insert' ? 0 : 1, ...(kind === 'remove' ? [] : [inserted]));
  return lines.join(end);
}

function startTexts(): Map<string, string> {
  return new Map([...startTree].map(([path, { text }]) => [path, text]));
}

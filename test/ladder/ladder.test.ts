// Every release that is out, brought to what this tree renders: clean, and as its owner has left it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { layersFor } from '../../src/layers/registry.js';
import type { Tree } from '../../src/tree/tree.js';
import { namedVariants, renderVariant } from '../render/snapshots.js';
import type { Disk } from '../update/simulate.js';
import { diskFrom, simulate, textAt } from '../update/simulate.js';
import { frozenReleases } from './frozen-release.js';
import { nextVersion } from './next-version.js';
import { edited, editedTexts, ownerLines } from './owner-edits.js';

type Release = ReturnType<typeof nextVersion>;

const releases = frozenReleases();

function asCreated(tree: Tree): Disk {
  return diskFrom(Object.fromEntries([...tree].map(([path, { text }]) => [path, text])));
}

function asEdited(tree: Tree): Disk {
  return diskFrom(Object.fromEntries(editedTexts(tree)));
}

function textsOf(disk: Disk): Record<string, string> {
  return Object.fromEntries([...disk.keys()].map((path) => [path, textAt(disk, path) ?? '']));
}

/** What an update of an untouched project should come to: files of class `once` stay. */
function expected(before: Tree, after: Tree): Record<string, string> {
  const texts = [...after].map(([path, { text, owner }]) => {
    return [path, owner === 'once' ? (before.get(path)?.text ?? text) : text] as const;
  });
  return Object.fromEntries(texts);
}

it('holds at least the first release', () => {
  expect(releases.map(({ version }) => version)).toContain('0.1.0');
});

describe.each(releases)('from version $version', ({ trees }) => {
  it('has every variant of then', () => {
    expect(trees.size).toBeGreaterThanOrEqual(32);
  });

  describe.each(namedVariants)('$name', ({ name, variant }) => {
    const before = trees.get(name);
    if (before === undefined) throw new Error(`${name} is not in this release`);
    const layers = layersFor(variant);
    let now: Tree = new Map();
    let next: Release = { tree: now, moves: [] };
    beforeAll(async () => {
      now = await renderVariant(variant);
      next = nextVersion(now);
    });
    // There are many of them, and each takes megabytes.
    afterAll(() => {
      now = new Map();
      next = { tree: now, moves: [] };
    });

    it.each(['this tree', 'the next version'])(
      'an untouched project is brought to %s',
      async (to) => {
        const release = to === 'this tree' ? { tree: now, moves: [] } : next;
        const done = await simulate({ tree: before }, asCreated(before), { ...release, layers });
        expect(textsOf(done.disk)).toEqual(expected(before, release.tree));
        expect(done.plan.conflicts).toEqual([]);
        const { manifest } = done.plan;
        const again = await simulate({ tree: release.tree, manifest }, done.disk, {
          ...release,
          layers,
        });
        expect(again.plan.changes).toEqual([]);
      },
    );

    it('an edited project keeps every line of its owner, without a conflict', async () => {
      const done = await simulate({ tree: before }, asEdited(before), { ...next, layers });
      expect(done.plan.conflicts).toEqual([]);
      expect(done.plan.findings.beside).toEqual([]);
      const at = (path: string) => textAt(done.disk, path) ?? '';
      expect(at(edited.top).startsWith(`${ownerLines.top}\n`)).toBe(true);
      expect(at(edited.end).endsWith(`${ownerLines.end}\n`)).toBe(true);
      expect(at(edited.own)).toBe(`${ownerLines.own}\n`);
      expect(at(edited.lineEnds)).not.toMatch(/[^\r]\n/);
      expect(done.disk.has(edited.deleted)).toBe(false);
      expect(done.disk.has(edited.moved.from)).toBe(false);
      expect(done.disk.has(edited.moved.to)).toBe(true);
      expect(JSON.parse(at('package.json')).scripts.mine).toBe('node mine.js');
    });
  });
});

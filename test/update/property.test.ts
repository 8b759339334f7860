// Random edits of the owner against random changes of a release: nothing of the owner's is ever lost.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Change,
  changes,
  type Edit,
  edits,
  ownerDisk,
  releaseTree,
  startTree,
} from './random-edits.js';
import type { Disk } from './simulate.js';
import { simulate } from './simulate.js';

const casesEach = 500;

function linesOf(disk: Disk): Set<string> {
  const texts = [...disk.values()].map(({ bytes }) => new TextDecoder().decode(bytes));
  return new Set(texts.flatMap((text) => text.split(/\r?\n/)));
}

async function holds(edit: Edit[], change: Change[]): Promise<void> {
  const before = startTree;
  const { disk, own } = ownerDisk(edit);
  const generated = new Set([...before.values()].flatMap(({ text }) => text.split('\n')));
  const release = releaseTree(change);
  const done = await simulate({ tree: before }, disk, release);

  const left = linesOf(done.disk);
  const added = [...linesOf(disk)].filter((line) => !generated.has(line));
  expect(added.filter((line) => !left.has(line))).toEqual([]);

  const managed = new Set([...before.keys(), ...release.tree.keys()]);
  for (const path of own.filter((one) => !managed.has(one))) {
    expect(done.disk.get(path)).toEqual(disk.get(path));
  }

  const { manifest } = done.plan;
  const again = await simulate({ tree: release.tree, manifest }, done.disk, release);
  expect(again.plan.changes).toEqual([]);
}

describe.concurrent('whatever the owner did and whatever the release does', () => {
  it.each([1, 2, 3, 4])(
    'no line of the owner is lost, own files keep their bytes, a second update does nothing (seed %i)',
    async (seed) => {
      await fc.assert(fc.asyncProperty(edits, changes, holds), { numRuns: casesEach, seed });
    },
    240_000,
  );
});

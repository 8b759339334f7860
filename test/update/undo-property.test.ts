// Whatever an update does, taking it back gives exactly what was there before.
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  array,
  assert,
  asyncProperty,
  boolean,
  constantFrom,
  record,
  uint8Array,
} from 'fast-check';
import { expect, it } from 'vitest';
import { applyPlan } from '../../src/project/apply.js';
import { abort } from '../../src/project/undo.js';
import { recordFolder } from '../../src/update/manifest.js';
import type { Change, UpdatePlan } from '../../src/update/plan.js';
import { undoFolder } from '../../src/update/undo.js';
import { temporaryFolder } from '../temporary-folder.js';
import { look, planOf, seenBy, world } from './sample-project.js';

interface Owned {
  readonly path: string;
  readonly content: { readonly bytes: Uint8Array; readonly executable: boolean };
  readonly mode: number;
}

type Wish = Omit<Owned, 'mode'> & { readonly isDeleted: boolean };

/** Few names, so that files and folders get in each other's way. */
const name = constantFrom('a', 'b', 'ü', 'c d');
const path = array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
const content = record({ bytes: uint8Array({ maxLength: 20 }), executable: boolean() });
const owned = record({ path, content, mode: constantFrom(0o644, 0o600, 0o444, 0o755, 0o750) });
const wish = record({ path, content, isDeleted: boolean() });

/** Leaves out what is inside of a file, or is a folder, of the files before it. */
function fitting<T extends { path: string }>(wishes: readonly T[]): T[] {
  const taken: T[] = [];
  for (const one of wishes) {
    const clash = taken.some(
      ({ path: other }) =>
        other === one.path || other.startsWith(`${one.path}/`) || one.path.startsWith(`${other}/`),
    );
    if (!clash) taken.push(one);
  }
  return taken;
}

async function writeOwned(root: string, files: readonly Owned[]) {
  for (const file of files) {
    await mkdir(dirname(join(root, file.path)), { recursive: true });
    await writeFile(join(root, file.path), file.content.bytes);
    await chmod(join(root, file.path), file.mode);
  }
}

/** Deletes only what is there; what is written must fit beside what stays. */
function planFrom(files: readonly Owned[], wishes: readonly Wish[]): UpdatePlan {
  const there = new Set(files.map((file) => file.path));
  const gone = wishes.filter((one) => one.isDeleted && there.has(one.path));
  const drops = [...new Set(gone.map((one) => one.path))];
  const stays = files.filter((file) => !drops.includes(file.path));
  const free = wishes.filter((one) => !one.isDeleted && !there.has(one.path));
  const written = [
    ...fitting([...stays, ...free]).slice(stays.length),
    ...wishes.filter((one) => !one.isDeleted && stays.some((file) => file.path === one.path)),
  ];
  const contents = new Map(written.map((one) => [one.path, one.content] as const));
  const changes: Change[] = [
    ...drops.map((one) => ({ kind: 'delete', path: one }) as const),
    ...[...contents].map(([one, { bytes, executable }]) => {
      return { kind: 'write', path: one, file: { bytes, executable } } as const;
    }),
  ];
  return planOf(changes);
}

/** Whether the plan writes just what is there. */
function isThereAlready(files: readonly Owned[], { changes }: UpdatePlan, path: string): boolean {
  const there = files.find((file) => file.path === path);
  const change = changes.find((one) => one.path === path);
  if (there === undefined || change?.kind !== 'write') return false;
  const executable = (there.mode & 0o100) !== 0;
  const sameBytes = Buffer.from(there.content.bytes).equals(change.file.bytes);
  return sameBytes && change.file.executable === executable;
}

function leaveOut(path: string, seen: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(seen).filter(([one]) => one !== path));
}

const script = { bytes: Uint8Array.from([]), executable: true };
const wantsWhatIsThere: [Owned[], Wish[], boolean] = [
  [{ path: 'a/ü', content: script, mode: 0o750 }],
  [{ path: 'a/ü', content: script, isDeleted: false }],
  true,
];

it('is the identity to apply a plan and abort, and to apply, edit and abort but for the copies', async () => {
  const parent = await temporaryFolder();
  let applied = 0;
  const runs = array(owned, { maxLength: 6 }).map(fitting);
  const plans = array(wish, { minLength: 1, maxLength: 8 });
  await assert(
    asyncProperty(runs, plans, boolean(), async (files, wishes, edits) => {
      const root = join(parent, 'project');
      await rm(root, { recursive: true, force: true });
      await mkdir(join(root, recordFolder), { recursive: true });
      await writeOwned(root, files);
      const before = await look(root);
      const plan = planFrom(files, wishes);
      const context = { from: '0.1.0', to: '0.2.0', seen: await seenBy(root, plan) };
      try {
        await applyPlan(root, plan, context, world);
        applied += 1;
      } catch {
        expect(await look(root)).toEqual(before);
        return;
      }
      const edited = edits ? plan.changes.find(({ kind }) => kind === 'write')?.path : undefined;
      if (edited !== undefined) await writeFile(join(root, edited), 'edited since');
      const { restored, kept } = await abort(root, world);
      await rm(join(root, undoFolder), { recursive: true, force: true });
      if (edited === undefined || restored.includes(edited)) {
        expect(kept.length).toBe(edited === undefined ? 0 : 1);
        expect(await look(root)).toEqual(before);
        return;
      }
      // The update wanted what was there already, so it is not its file to put back.
      expect(kept).toEqual([]);
      expect(isThereAlready(files, plan, edited)).toBe(true);
      expect(await readFile(join(root, edited), 'utf8')).toBe('edited since');
      expect(leaveOut(edited, await look(root))).toEqual(leaveOut(edited, before));
    }),
    { numRuns: 400, examples: [wantsWhatIsThere] },
  );
  expect(applied).toBeGreaterThan(200);
}, 300_000);

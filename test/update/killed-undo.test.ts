// Undoing an update can itself be killed at any change, and is finished by the next command.
import { appendFile, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { abort, recover } from '../../src/project/undo.js';
import { undoFolder } from '../../src/update/undo.js';
import type { Killable } from './killable.js';
import { copyOf, killable } from './killable.js';
import { gitView, look, samplePlan, world } from './sample-project.js';
import { updatable } from './updatable.js';

const manyMinutes = 600_000;
let program: Killable;

beforeAll(async () => {
  program = await killable();
});

const inFolder = (folder: string) => (path: string) =>
  path === folder || path.startsWith(`${folder}/`);

describe('a killed recovery', () => {
  it.each([60, 95])(
    'is finished by the next, after an update killed at change %d',
    async (killedAt) => {
      const { root: start } = await updatable();
      const [before, view] = [await look(start), await gitView(start)];
      expect(await program.run('apply', start, killedAt)).toBe(true);
      const { changes, done } = await program.killedEverywhere('recover', start, async (root) => {
        await recover(root, world);
        expect(await look(root)).toEqual(before);
        expect(await gitView(root)).toBe(view);
      });
      expect(changes).toBeGreaterThan(5);
      expect(await look(done)).toEqual(before);
    },
    manyMinutes,
  );
});

describe('a killed update --abort', () => {
  it(
    'is finished by the next one, and what was edited is kept',
    async () => {
      const { root: start, apply } = await updatable();
      const [before, view] = [await look(start), await gitView(start)];
      await apply(samplePlan);
      await appendFile(join(start, 'src/[conflict].ts'), 'half solved\n');
      const edited = await readFile(join(start, 'src/[conflict].ts'), 'utf8');
      const isKept = inFolder(undoFolder);
      const expectOld = async (root: string) => {
        const now = await look(root);
        const project = Object.entries(now).filter(([path]) => !isKept(path));
        expect(Object.fromEntries(project)).toEqual(before);
        expect(await gitView(root)).toBe(view);
        const copy = join(root, undoFolder, 'kept/src/[conflict].ts');
        expect(await readFile(copy, 'utf8')).toBe(edited);
      };
      const { changes, done } = await program.killedEverywhere('abort', start, async (root) => {
        const other = await copyOf(root);
        await abort(root, world).catch((error) => expect(error.code).toBe('NOTHING_TO_ABORT'));
        await expectOld(root);
        await recover(other, world).catch((error) => expect(error.code).toBe('INTERRUPTED_UPDATE'));
        await abort(other, world).catch((error) => expect(error.code).toBe('NOTHING_TO_ABORT'));
        await expectOld(other);
        await rm(other, { recursive: true });
      });
      expect(changes).toBeGreaterThan(60);
      await expectOld(done);
    },
    manyMinutes,
  );
});

// Undoing an update can itself be killed at any change, and is finished by the next command.
import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { abort, recover } from '../../src/project/undo.js';
import { undoFolder } from '../../src/update/undo.js';
import { copyFolder } from '../copy-folder.js';
import type { Killable } from './killable.js';
import { killable } from './killable.js';
import { knownGitView, look, samplePlan, world } from './sample-project.js';
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
      const [before, view] = [await look(start), await knownGitView(start)];
      expect(await program.run('apply', [{ root: start, at: killedAt }])).toBe(1);
      const { changes, done } = await program.killedEverywhere('recover', start, async (root) => {
        await recover(root, world);
        expect(await look(root)).toEqual(before);
        expect(await knownGitView(root)).toBe(view);
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
      const [before, view] = [await look(start), await knownGitView(start)];
      await apply(samplePlan);
      await appendFile(join(start, 'src/[conflict].ts'), 'half solved\n');
      const edited = await readFile(join(start, 'src/[conflict].ts'), 'utf8');
      const isKept = inFolder(undoFolder);
      const project = async (root: string) =>
        Object.fromEntries(Object.entries(await look(root)).filter(([path]) => !isKept(path)));
      const updated = await project(start);
      const expectOld = async (root: string) => {
        expect(await project(root)).toEqual(before);
        expect(await knownGitView(root)).toBe(view);
        const copy = join(root, undoFolder, 'kept/src/[conflict].ts');
        expect(await readFile(copy, 'utf8')).toBe(edited);
      };
      const { changes, done } = await program.killedEverywhere('abort', start, async (root) => {
        const other = copyFolder(root, `${root}-too`);
        await abort(root, world).catch((error) => expect(error.code).toBe('NOTHING_TO_ABORT'));
        await expectOld(root);
        // As long as what was edited is there, an update leaves everything to --abort.
        const refused = await recover(other, world).then(
          () => false,
          (error) => error.code === 'INTERRUPTED_UPDATE',
        );
        if (!refused) expect([before, updated]).toContainEqual(await project(other));
        await abort(other, world).catch((error) => expect(error.code).toBe('NOTHING_TO_ABORT'));
        await expectOld(other);
      });
      expect(changes).toBeGreaterThan(60);
      await expectOld(done);
    },
    manyMinutes,
  );
});

// An update that is killed at any change leaves the old state, or one that the next command repairs.
import { beforeAll, describe, expect, it } from 'vitest';
import { abort, recover } from '../../src/project/undo.js';
import { copyFolder } from '../copy-folder.js';
import type { Killable } from './killable.js';
import { killable } from './killable.js';
import { knownGitView, look, world } from './sample-project.js';
import { updatable } from './updatable.js';

const manyMinutes = 600_000;
let program: Killable;

beforeAll(async () => {
  program = await killable();
});

describe.each([{ git: true }, { git: false }])('a killed update, git: $git', (options) => {
  it(
    'is taken back by the next update, and by update --abort, whatever it was doing',
    async () => {
      const { root: start } = await updatable(options);
      const before = await look(start);
      const view = options.git ? await knownGitView(start) : '';
      const expectOld = async (root: string) => {
        expect(await look(root)).toEqual(before);
        if (options.git) expect(await knownGitView(root)).toBe(view);
      };
      let [old, halfway] = [0, 0];
      const { changes, states, done } = await program.killedEverywhere(
        'apply',
        start,
        async (root) => {
          const other = copyFolder(root, `${root}-too`);
          if (await recover(root, world)) halfway += 1;
          else old += 1;
          await expectOld(root);
          await abort(other, world).catch((error) => expect(error.code).toBe('NOTHING_TO_ABORT'));
          await expectOld(other);
        },
      );
      expect(changes).toBeGreaterThan(80);
      expect(old + halfway).toBe(states);
      expect(halfway).toBeGreaterThan(60);
      expect(await recover(done, world)).toBe(false);
      await abort(done, world);
      await expectOld(done);
    },
    manyMinutes,
  );
});

/** A server without users says so at its start. */
import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { addAccount } from '../../src/login/accounts.js';
import { startMain } from '../live/child.js';
import { freePort } from '../live/free-port.js';
import { openTestStore } from '../store/open-test-store.js';

it('the start says how to add the first user, and only while there is none', async () => {
  const { store, url, close } = await openTestStore({ clock: Date.now });
  const start = async (): Promise<string> => {
    const program = startMain({
      PORT: `${await freePort()}`,
      DATABASE_URL: url,
      SECRET_KEYS: 'a-secret-that-only-tests-know-0123456789',
    });
    await program.printed('is ready');
    program.process.kill('SIGTERM');
    expect(await program.ended).toBe(0);
    return program.output();
  };

  expect(await start()).toContain('users add');
  await addAccount({ store, clock: Date.now, random: randomBytes }, 'ada', 'a long password');
  expect(await start()).not.toContain('users add');
  await close();
});

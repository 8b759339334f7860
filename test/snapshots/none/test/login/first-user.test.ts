/** The start of a server without users. */
import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { addAccount, findAccount } from '../../src/login/accounts.js';
import { verifyPassword } from '../../src/login/password.js';
import { startPlainMain } from '../live/child.js';
import { freePort } from '../live/free-port.js';
import { openLiveServer } from '../live/plain-server.js';
import { putKeys, secretKey } from '../oauth/shared-keys.js';
import { acrossProcesses, openTestStore } from '../store/open-test-store.js';

it.runIf(!acrossProcesses)(
  'the start makes a user where nobody else can, anew each time',
  async () => {
    const sentences: string[] = [];
    for (let start = 0; start < 2; start += 1) {
      const live = await openLiveServer();
      const sentence = (await live.running.login.missing?.()) ?? '';
      const [, name = '', password = ''] = /sign in as (\S+) with (\S{16})$/.exec(sentence) ?? [];
      const account = await findAccount(live.store, name);
      expect(await verifyPassword(account?.passwordHash, password)).toBe(true);
      expect(await live.running.login.missing?.()).toBeUndefined();
      sentences.push(sentence);
      await live.close();
    }
    expect(sentences[0]).not.toBe(sentences[1]);
  },
);

it.runIf(acrossProcesses)(
  'the start says how to add the first user, and only while there is none',
  async () => {
    const { store, url, close } = await openTestStore({ clock: Date.now });
    await putKeys(store, Date.now);
    const start = async (): Promise<string> => {
      const program = startPlainMain({
        PORT: `${await freePort()}`,
        DATABASE_URL: url,
        SECRET_KEYS: secretKey,
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
  },
);

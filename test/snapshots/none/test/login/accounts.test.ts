/** Local accounts as the operator manages them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AccountProblem } from '../../src/login/account-problem.js';
import {
  addAccount,
  findAccount,
  listAccounts,
  noteSignIn,
  removeAccount,
  setPassword,
} from '../../src/login/accounts.js';
import { verifyPassword } from '../../src/login/password.js';
import { openWorld, type World } from '../oauth/world.js';

const password = 'correct horse battery';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function codeOf(attempt: Promise<unknown>): Promise<string | undefined> {
  return attempt.then(
    () => undefined,
    (error: unknown) => (error instanceof AccountProblem ? error.code : `${error}`),
  );
}

describe('an account', () => {
  it('has an id that no later account of its name gets [RS-13]', async () => {
    const first = await addAccount(world.context, 'Ann', password);
    expect(first).toMatchObject({ name: 'ann', createdAt: world.context.clock() });
    expect(first.userId).toMatch(/^user_[\w-]{22}$/);
    await removeAccount(world.context.store, 'ann');
    const second = await addAccount(world.context, 'ann', password);
    expect(second.userId).not.toBe(first.userId);
  });

  it('is found by its user id as well', async () => {
    const { userId } = await addAccount(world.context, 'berta', password);
    const [entry] = await world.context.store.find('account', { userId });
    expect(entry?.id).toBe('berta');
  });

  it('is the only one of its name, in every spelling and in parallel', async () => {
    const outcomes = await Promise.all(
      ['carl', 'CARL', 'Ｃａｒｌ'].map((name) => codeOf(addAccount(world.context, name, password))),
    );
    expect(outcomes.sort()).toEqual(['name_taken', 'name_taken', undefined]);
  });

  it.each(['', ' ', '.ann', 'a b', 'a/b', '<b>', 'a\u202eb', 'x'.repeat(65), 'a\u0000b'])(
    'cannot be called %j [SEC-3]',
    async (name) => {
      expect(await codeOf(addAccount(world.context, name, password))).toBe('unusable_name');
      expect(await findAccount(world.context.store, name)).toBeUndefined();
    },
  );

  it.each(['a', 'ann.lee+mcp@example.com', 'zoë', '李雷', 'x'.repeat(64)])(
    'can be called %j',
    async (name) => {
      expect(await codeOf(addAccount(world.context, name, password))).toBeUndefined();
    },
  );

  it.each(['', 'eleven char', 'x'.repeat(1025)])(
    'needs a usable password [CON-12]',
    async (bad) => {
      expect(await codeOf(addAccount(world.context, 'gina', bad))).toBe('unusable_password');
      expect(await codeOf(setPassword(world.context.store, 'berta', bad))).toBe(
        'unusable_password',
      );
    },
  );

  it('keeps its password as an Argon2id hash at the recommended cost [TOK-9]', async () => {
    const { passwordHash } = await addAccount(world.context, 'hugo', password);
    expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await verifyPassword(passwordHash, password)).toBe(true);
    expect(await verifyPassword(passwordHash, `${password} `)).toBe(false);
    expect(await verifyPassword(undefined, password)).toBe(false);
  });

  it('gets only another password while its owner signs in', async () => {
    const before = await addAccount(world.context, 'ida', password);
    await Promise.all([
      setPassword(world.context.store, 'IDA', 'another long password'),
      ...Array.from({ length: 5 }, (_, at) => noteSignIn(world.context.store, before, at)),
    ]);
    const after = await findAccount(world.context.store, 'ida');
    expect(after?.userId).toBe(before.userId);
    expect(await verifyPassword(after?.passwordHash, 'another long password')).toBe(true);
  });

  it('must exist to be removed or changed', async () => {
    expect(await codeOf(removeAccount(world.context.store, 'nobody'))).toBe('unknown_user');
    expect(await codeOf(setPassword(world.context.store, 'nobody', password))).toBe('unknown_user');
  });
});

describe('a database', () => {
  it('lists every account by name, over pages, and has none of its own [SEC-7]', async () => {
    const fresh = await openWorld();
    const names = Array.from({ length: 205 }, (_, index) => `user${1000 + index}`);
    for (const name of names) {
      const value = { userId: `user_${name}`, name, passwordHash: '', createdAt: 0 };
      await fresh.context.store.insert('account', name, { value });
    }
    expect((await listAccounts(fresh.context.store)).map(({ name }) => name)).toEqual(names);
    await fresh.close();
  });
});

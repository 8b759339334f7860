/** `users`, by the real program on a real store. */

import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Account, enterAccount, findAccount } from '../../src/login/accounts.js';
import type { AuditEvent } from '../../src/oauth/audit.js';
import type { Grant } from '../../src/oauth/grant.js';
import { inProduction } from '../login/environment.js';
import { aGrant } from '../oauth/grant/a-grant.js';
import { acrossProcesses, openTestStore } from '../store/open-test-store.js';
import { adminHere, adminProcess, type RunAdmin } from './run-admin.js';

const issuer = 'https://idp.example.com';

let opened: Awaited<ReturnType<typeof openTestStore>>;
let admin: RunAdmin;
let audited: AuditEvent[];

beforeEach(async () => {
  opened = await openTestStore({ clock: Date.now });
  audited = [];
  admin = adminHere(opened.store, { audit: (event) => audited.push(event) });
});
afterEach(() => opened.close());

/** Somebody with two browsers open and one application connected. */
async function arrive(subject: string, name: string, email?: string): Promise<Account> {
  const { store } = opened;
  const account = await enterAccount(
    { store, clock: Date.now, random: randomBytes },
    { issuer, subject, name, ...(email && { email }) },
  );
  await settle(subject, account.userId);
  return account;
}

async function settle(subject: string, userId: string): Promise<void> {
  const { store } = opened;
  for (const at of [1, 2]) await store.insert('session', `${subject}${at}`, { value: {}, userId });
  await store.insert('upstream', userId, { value: { sealed: '' }, userId });
  const value = aGrant({ id: subject, userId, expiresAt: Date.now() + 60_000 });
  await store.insert('grant', value.id, { value, userId });
}

/** What is left of theirs: sessions, live grants, tokens of the provider. */
async function left({ userId }: Pick<Account, 'userId'>): Promise<[number, number, number]> {
  const { store } = opened;
  const grants = await store.find<Grant>('grant', { userId });
  return [
    (await store.find('session', { userId })).length,
    grants.filter(({ value }) => value.revoked === undefined).length,
    (await store.find('upstream', { userId })).length,
  ];
}

describe('users', () => {
  it('are listed as the provider calls them', async () => {
    expect((await admin('users list')).output).toBe('Nobody has signed in yet.\n');
    await arrive('b', 'Bob', 'bob@example.com');
    await arrive('a', 'Ann');
    const { output } = await admin('users list');
    expect(output).toMatch(/^NAME +E-MAIL[^\n]*\nAnn +user_[^\n]*\nBob +bob@example\.com +user_/);
    expect(JSON.parse((await admin('users list --json')).output)).toMatchObject([
      { name: 'Ann', issuer, subject: 'a', userId: expect.stringMatching(/^user_/) },
      { name: 'Bob', email: 'bob@example.com' },
    ]);
  });

  it.each(['user id', 'ANN@example.com', 'Annabel'])('are found by %s', async (who) => {
    const ann = await arrive('a', 'Annabel', 'ann@example.com');
    const { code, output } = await admin(`users show ${who === 'user id' ? ann.userId : who}`);
    expect([code, JSON.parse(output)]).toMatchObject([0, { subject: 'a' }]);
  });

  it('without an address are not found by an empty one', async () => {
    await arrive('a', 'Ann');
    expect((await admin('users show ')).code).toBe(1);
  });

  it('of the same name are told apart before anything happens', async () => {
    const [one, other] = [await arrive('a', 'Ann'), await arrive('b', 'Ann')];
    const { code, output, errors } = await admin('users disable Ann');
    expect([code, output]).toEqual([1, '']);
    for (const { userId } of [one, other]) expect(errors).toContain(userId);
    expect(await left(one)).toEqual([2, 1, 1]);
    // The name of one may be the id of another.
    await arrive('c', one.userId);
    expect(JSON.parse((await admin(`users show ${one.userId}`)).output).subject).toBe('a');
  });

  it('can be signed out everywhere', async () => {
    const ann = await arrive('a', 'Ann');
    const { output } = await admin('users sign-out Ann');
    expect([output, await left(ann)]).toEqual(['Signed Ann out of 2 browsers.\n', [0, 1, 1]]);
  });

  it('can be shut out, and let in again [SEC-5]', async () => {
    const [ann, bob] = [await arrive('a', 'Ann'), await arrive('b', 'Bob')];
    expect((await admin('users disable Ann')).output).toBe('Disabled Ann and revoked 1 grant.\n');
    expect([await left(ann), await left(bob)]).toEqual([
      [0, 0, 0],
      [2, 1, 1],
    ]);
    expect((await admin('users list')).output).toMatch(/Ann .*disabled\n/);
    expect((await findAccount(opened.store, ann.userId))?.disabledAt).toBeGreaterThan(0);
    // Trying to sign in changes nothing.
    expect((await arrive('a', 'Ann')).disabledAt).toBeGreaterThan(0);
    await admin('users enable Ann');
    expect((await findAccount(opened.store, ann.userId))?.disabledAt).toBeUndefined();
    expect(audited.map(({ event }) => event).filter((it) => it.startsWith('user.'))).toEqual([
      'user.disabled',
      'user.enabled',
    ]);
  });

  it('can be removed, and get another id at the next sign-in [RS-13]', async () => {
    const ann = await arrive('a', 'Ann');
    expect((await admin('users remove Ann')).output).toBe('Removed Ann and revoked 1 grant.\n');
    expect([await left(ann), await findAccount(opened.store, ann.userId)]).toEqual([
      [0, 0, 0],
      undefined,
    ]);
    expect((await arrive('a', 'Ann')).userId).not.toBe(ann.userId);
  });

  it('from before there was a provider are seen without password, and can be removed [SEC-5]', async () => {
    const ada = { name: 'ada', userId: 'user_ada', createdAt: 0, passwordHash: 'planted' };
    await opened.store.insert('account', 'ada', { value: ada, userId: ada.userId });
    await settle('ada', ada.userId);
    const ann = await arrive('a', 'Ann');
    expect((await admin('users list')).output).toMatch(/^ada +user_ada +never +cannot sign in$/m);
    for (const command of ['users list --json', 'users show ada']) {
      const { code, output } = await admin(command);
      expect([code, output]).toEqual([0, expect.stringContaining('"userId": "user_ada"')]);
      expect(output).not.toContain('planted');
    }
    expect((await admin('users remove ada')).output).toBe('Removed ada and revoked 1 grant.\n');
    expect([await left(ada), await left(ann)]).toEqual([
      [0, 0, 0],
      [2, 1, 1],
    ]);
    expect((await admin('users list')).output).not.toContain('ada');
  });

  it.each(['show', 'sign-out', 'disable', 'enable', 'remove'])(
    'that nobody knows: %s',
    async (verb) => {
      const { code, output, errors } = await admin(`users ${verb} nobody`);
      expect([code, output]).toEqual([1, '']);
      expect(errors).toMatch(/Nobody of that id/);
    },
  );

  it.runIf(acrossProcesses)('are none in a fresh production database [SEC-7]', async () => {
    const production = adminProcess(opened.url, {
      NODE_ENV: 'production',
      PUBLIC_URL: 'https://mcp.example.com',
      SECRET_KEYS: 'k7Vq2nTzX9wLr4mYb8sHd3fGj6pCa1eU0iOoQxZyWtR',
      ...inProduction,
    });
    expect((await production('users list')).output).toBe('Nobody has signed in yet.\n');
  });
});

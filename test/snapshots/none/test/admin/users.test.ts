/** `users`, by the real program on a real store. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Account, findAccount } from '../../src/login/accounts.js';
import { verifyPassword } from '../../src/login/password.js';
import type { AuditEvent } from '../../src/oauth/audit.js';
import type { Grant } from '../../src/oauth/grant.js';
import { aGrant } from '../oauth/grant/a-grant.js';
import { acrossProcesses, openTestStore } from '../store/open-test-store.js';
import { adminHere, adminProcess, type RunAdmin } from './run-admin.js';

const password = 'a long password';

describe.runIf(acrossProcesses)('users', () => {
  let opened: Awaited<ReturnType<typeof openTestStore>>;
  let admin: RunAdmin;
  /** The same as a child process. */
  let program: RunAdmin;

  beforeEach(async () => {
    opened = await openTestStore({ clock: Date.now });
    admin = adminHere(opened.store);
    program = adminProcess(opened.url);
  });
  afterEach(() => opened.close());

  const isPassword = async (name: string, typed: string): Promise<boolean> =>
    verifyPassword((await findAccount(opened.store, name))?.passwordHash, typed);
  const add = async (name: string): Promise<Account> => {
    expect(await admin(`users add ${name} --password-stdin`, password)).toMatchObject({ code: 0 });
    const account = await findAccount(opened.store, name);
    if (account === undefined) throw new Error(`${name} was not added`);
    return account;
  };
  const signedIn = (id: string, userId: string) =>
    opened.store.insert('session', id, { value: {}, userId });
  const granted = (id: string, userId: string) => {
    const value = aGrant({ id, userId, expiresAt: Date.now() + 60_000 });
    return opened.store.insert('grant', id, { value, userId });
  };
  const isRevoked = async (id: string): Promise<boolean> =>
    (await opened.store.get<Grant>('grant', id))?.value.revoked?.reason === 'operator_request';

  it('are added with a password from standard input, without its line end', async () => {
    const { code, output } = await program('users add Ada --password-stdin', `${password}\n`);
    expect([code, output]).toEqual([0, 'Added ada.\n']);
    expect(await isPassword('ada', password)).toBe(true);
  });

  it('are added with a password made and shown once', async () => {
    const { code, output } = await program('users add ada --generate');
    expect(code).toBe(0);
    const [, shown = ''] = /^Password: ([\w-]{24})$/m.exec(output) ?? [];
    expect(await isPassword('ada', shown)).toBe(true);
    const list = await admin('users list --json');
    expect(list.output).not.toContain(shown);
    expect(list.output).not.toContain('argon2');
    expect(JSON.parse(list.output)).toMatchObject([
      { name: 'ada', userId: expect.stringMatching(/^user_/) },
    ]);
  });

  it('need a terminal or an option for the password', async () => {
    const { code, errors } = await program('users add ada');
    expect(code).toBe(2);
    expect(errors).toMatch(/--password-stdin.*--generate/);
    const both = await admin('users add ada --generate --password-stdin', password);
    expect(both.code).toBe(2);
    expect(await findAccount(opened.store, 'ada')).toBeUndefined();
  });

  it.each([
    ['users add ada --password-stdin', 'too short', /at least 12 characters/],
    ['users add ../ada --password-stdin', password, /A user name has/],
    ['users set-password ada --generate', '', /no user ada/],
    ['users remove ada', '', /no user ada/],
  ])('are not changed by: %s', async (command, input, reason) => {
    const { code, output, errors } = await admin(command, input);
    expect([code, output]).toEqual([1, '']);
    expect(errors).toMatch(reason);
    expect(errors).not.toMatch(/ at .*\.ts/);
    expect((await admin('users list')).output).toMatch(/^No users/);
  });

  it('have one name each, in whatever spelling', async () => {
    await add('ada');
    expect(await admin('users add ADA --generate')).toMatchObject({ code: 1, output: '' });
    expect((await admin('users list')).output).toMatch(
      /^NAME[^\n]*\nada +user_\S+ [^\n]* never\n$/,
    );
  });

  it('are signed out by another password, and keep their grants if not told [REF-10]', async () => {
    const ada = await add('ada');
    await add('eve');
    await signedIn('one', ada.userId);
    await signedIn('other', 'user_other');
    await granted('kept', ada.userId);
    const changed = await admin('users set-password ada --password-stdin', 'another long password');
    expect(changed).toMatchObject({ code: 0, output: 'Changed the password of ada.\n' });
    expect(await isPassword('ada', 'another long password')).toBe(true);
    expect(await isPassword('eve', password)).toBe(true);
    expect(await opened.store.get('session', 'one')).toBeUndefined();
    expect(await opened.store.get('session', 'other')).toBeDefined();
    expect(await isRevoked('kept')).toBe(false);
    const again = await admin('users set-password ada --generate --revoke-grants');
    expect(again.output).toContain('Revoked 1 grant.');
    expect(await isRevoked('kept')).toBe(true);
  });

  it('from when there was a provider are seen, and can be removed by their id', async () => {
    const { store } = opened;
    const ann = { name: 'Ann', userId: 'user_ann' };
    const value = { ...ann, issuer: 'https://idp.example.com', subject: 'a', createdAt: 0 };
    await store.insert('account', 'digest', { value, userId: ann.userId });
    await store.insert('upstream', ann.userId, { value: { sealed: '' }, userId: ann.userId });
    await signedIn('one', ann.userId);
    await granted('hers', ann.userId);
    await add('ada');
    const { output } = await admin('users list');
    expect(output).toMatch(/^Ann +user_ann .* cannot sign in$/m);
    expect(output).toMatch(/^ada +user_\S+ .* never$/m);
    expect((await admin('users remove Ann')).code).toBe(1);
    expect((await admin('users remove user_ann')).output).toBe(
      'Removed Ann and revoked 1 grant.\n',
    );
    expect(await isRevoked('hers')).toBe(true);
    expect(await store.get('session', 'one')).toBeUndefined();
    expect(await store.get('upstream', ann.userId)).toBeUndefined();
    expect((await admin('users list')).output).not.toContain('Ann');
  });

  it('leave a trace of what the operator did [SEC-5]', async () => {
    const audited: AuditEvent[] = [];
    admin = adminHere(opened.store, { audit: (event) => audited.push(event) });
    const { userId } = await add('ada');
    await admin('users add ada --password-stdin', password);
    await admin('users set-password ada --password-stdin', 'too short');
    await admin('users set-password ada --password-stdin', 'another long password');
    await admin('users remove ada');
    await admin('users remove ada');
    const reason = 'operator_request';
    expect(audited).toEqual([
      { event: 'user.added', userId, reason },
      { event: 'password.set', userId, reason },
      { event: 'user.removed', userId, reason },
    ]);
  });

  it('are removed with their sessions and grants', async () => {
    const [ada, eve] = [await add('ada'), await add('eve')];
    await signedIn('one', ada.userId);
    await granted('hers', ada.userId);
    await granted('others', eve.userId);
    const { code, output } = await admin('users remove Ada');
    expect([code, output]).toEqual([0, 'Removed ada and revoked 1 grant.\n']);
    expect(await findAccount(opened.store, 'ada')).toBeUndefined();
    expect(await opened.store.get('session', 'one')).toBeUndefined();
    expect([await isRevoked('hers'), await isRevoked('others')]).toEqual([true, false]);
    expect((await admin('users list')).output).not.toContain('ada');
  });

  it('are none in a fresh production database [SEC-7]', async () => {
    const production = adminProcess(opened.url, {
      NODE_ENV: 'production',
      PUBLIC_URL: 'https://mcp.example.com',
      SECRET_KEYS: 'k7Vq2nTzX9wLr4mYb8sHd3fGj6pCa1eU0iOoQxZyWtR',
    });
    expect((await production('users list')).output).toMatch(/^No users/);
    expect(await opened.store.find('account', {})).toEqual([]);
  });
});

/** Changing the password of a local account, through the pages. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findAccount, replacePassword, setPassword } from '../../src/login/accounts.js';
import { verifyPassword } from '../../src/login/password.js';
import { hiddenFields, type TestBrowser, type Visit } from '../oauth/browser/browser.js';
import { connect, isAccepted } from '../oauth/client-calls.js';
import { issuer } from '../oauth/world.js';
import { type AccountWorld, openAccountWorld, password } from './signing-in.js';

const page = `${issuer}/account/password`;
const fresh = 'another long password';
const filled = { current: password, new: fresh, repeated: fresh };

let world: AccountWorld;
let browser: TestBrowser;

beforeEach(async () => {
  world = await openAccountWorld();
  browser = await world.account();
});
afterEach(() => world.close());

async function change(fields: Record<string, string> = {}, who = browser): Promise<Visit> {
  return who.submit(await who.open(page), { ...filled, ...fields });
}

async function isPassword(text: string): Promise<boolean> {
  return verifyPassword((await findAccount(world.context.store, 'ann'))?.passwordHash, text);
}

const isIn = async (who: TestBrowser) =>
  (await who.open(`${issuer}/account`)).url.pathname === '/account';

describe('changing the password', () => {
  it('replaces it, and only the new one signs in [REF-10]', async () => {
    expect((await change()).text).toContain('Your password was changed');
    expect([await isPassword(password), await isPassword(fresh)]).toEqual([false, true]);
    expect((await world.signIn({ password })).status).toBe(403);
    expect((await world.signIn({ password: fresh })).url.pathname).toBe('/consent');
    const { userId = '' } = (await findAccount(world.context.store, 'ann')) ?? {};
    expect(world.logins).toContainEqual({
      event: 'password.changed',
      address: '192.0.2.1',
      userId,
      userName: 'ann',
    });
  });

  it('signs out every other browser, and this one stays [REF-10, CON-12]', async () => {
    const other = await world.account();
    await change();
    expect([await isIn(browser), await isIn(other)]).toEqual([true, false]);
  });

  it('leaves applications connected unless the box is ticked [REF-10]', async () => {
    const { userId = '' } = (await findAccount(world.context.store, 'ann')) ?? {};
    const { accessToken } = await connect(world, { userId });
    await change();
    expect(await isAccepted(world, accessToken)).toBe(true);
    const again = await change({
      current: fresh,
      new: password,
      repeated: password,
      disconnect: 'all',
    });
    expect(again.text).toContain('All applications are disconnected');
    expect(await isAccepted(world, accessToken)).toBe(false);
  });

  it.each([
    [{ current: 'a wrong password' }, 403, 'The current password is wrong.'],
    [{ current: '' }, 400, 'Enter your current password'],
    [{ new: '', repeated: '' }, 400, 'Enter your current password'],
    [{ repeated: `${fresh}!` }, 400, 'The two new passwords differ.'],
    [{ new: 'eleven char', repeated: 'eleven char' }, 400, 'at least 12 characters'],
    [{ new: 'x'.repeat(1025), repeated: 'x'.repeat(1025) }, 400, 'at most 1024 characters'],
  ])('is refused and changes nothing: %o [CON-12]', async (fields, status, words) => {
    const other = await world.account();
    const visit = await change(fields);
    expect(visit.status).toBe(status);
    expect(visit.text).toMatch(new RegExp(`role="alert">[^<]*${words}`));
    expect(await isPassword(password)).toBe(true);
    expect([await isIn(browser), await isIn(other)]).toEqual([true, true]);
  });

  it('shows no problem at first, and the box unticked', async () => {
    expect((await browser.open(page)).text).not.toMatch(/role="alert"| checked/);
  });

  it('is refused without the value against forgery of its session [CON-3]', async () => {
    const other = await world.account();
    const { csrf: theirs = '' } = hiddenFields((await other.open(page)).text);
    for (const csrf of ['', 'A'.repeat(43), theirs]) {
      expect((await change({ csrf })).status).toBe(403);
    }
    expect(await isPassword(password)).toBe(true);
  });

  it('sent twice is done once; the second form is out of date [CON-3]', async () => {
    const form = await browser.open(page);
    await browser.submit(form, filled);
    expect((await browser.submit(form, filled)).status).toBe(403);
    expect(await isIn(browser)).toBe(true);
  });

  it('by two who know the old password counts once [CON-12]', async () => {
    const other = await world.account();
    const visits = await Promise.all([
      change(),
      change({ new: `${fresh}!`, repeated: `${fresh}!` }, other),
    ]);
    // The other is refused, or sent to sign in again if its session has ended.
    const isChanged = visits.map(({ text }) => text.includes('Your password was changed'));
    expect([...isChanged].sort()).toEqual([false, true]);
    expect([await isPassword(fresh), await isPassword(`${fresh}!`)]).toEqual(isChanged);
  });

  it('never shows or logs what was typed [SEC-5, RS-16]', async () => {
    const typed = { current: 'planted', new: 'planted-again', repeated: 'planted-again' };
    const visit = await change({ ...typed, disconnect: 'all' });
    expect(visit.text).not.toContain('planted');
    expect(visit.text).toContain('value="all" checked');
    expect(visit.text).toContain('name="username" value="ann"');
    expect(JSON.stringify([world.logins, world.audited])).not.toContain('planted');
  });
});

describe('guessing the current password', () => {
  it('is stopped as at the sign-in, even with the right one [CON-12]', async () => {
    // The sign-in before has begun a new count.
    for (let times = 0; times < 3; times += 1) {
      expect((await change({ current: 'a wrong password' })).status).toBe(403);
    }
    const right = await change();
    expect(right.status).toBe(429);
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(right.text).toContain('Too many attempts');
    expect(world.logins.at(-1)).toMatchObject({ event: 'password.throttled', userName: 'ann' });
    expect(await isPassword(password)).toBe(true);
    world.pass({ seconds: 900 });
    expect((await change()).status).toBe(200);
  });

  it('is audited, and counts with that at the sign-in [CON-12]', async () => {
    for (let times = 0; times < 2; times += 1) await change({ current: 'a wrong password' });
    expect(world.logins.at(-1)).toMatchObject({ event: 'password.failed', userName: 'ann' });
    expect((await world.signIn({ password: 'a wrong password' })).status).toBe(403);
    expect((await change()).status).toBe(429);
  });
});

describe('an account', () => {
  it('that got another password meanwhile keeps that one', async () => {
    const { store } = world.context;
    const before = await findAccount(store, 'ann');
    if (before === undefined) throw new Error('There is no account');
    await setPassword(store, 'ann', 'a long password');
    expect(await replacePassword(store, before, fresh)).toBe(false);
    expect(await isPassword('a long password')).toBe(true);
  });

  it('that was removed and made anew is somebody else’s [RS-13]', async () => {
    const { store } = world.context;
    const form = await browser.open(page);
    const account = await store.get<object>('account', 'ann');
    const value = { ...account?.value, userId: 'user_other' };
    await store.replace('account', 'ann', account?.version ?? 0, { value });
    expect((await browser.submit(form, filled)).status).toBe(403);
    expect(await isPassword(password)).toBe(true);
  });
});

/** Signing in with a local account. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addAccount, findAccount } from '../../src/login/accounts.js';
import { issuer } from '../oauth/world.js';
import { type AccountWorld, openAccountWorld, password } from './signing-in.js';

let world: AccountWorld;
beforeEach(async () => {
  world = await openAccountWorld();
});
afterEach(() => world.close());

describe('the sign-in page', () => {
  it('lets the owner of an account in, however the name is typed, and notes when', async () => {
    for (const username of ['ann', 'ANN', ' ann ', 'ａｎｎ']) {
      const visit = await world.signIn({ username });
      expect(visit.url.pathname).toBe('/consent');
    }
    expect(world.logins.at(-1)).toMatchObject({ event: 'login.succeeded', userName: 'ann' });
    const account = await findAccount(world.context.store, 'ann');
    expect(account?.lastSignedInAt).toBe(world.context.clock());
  });

  it('says the same of a wrong password and an unknown name [CON-12]', async () => {
    const wrong = await world.signIn({ password: 'a wrong password' });
    const unknown = await world.signIn({ username: 'bob' });
    expect([wrong.status, unknown.status]).toEqual([403, 403]);
    const said = (text: string) => /role="alert">([^<]*)/.exec(text)?.[1];
    expect(said(unknown.text)).toBe(said(wrong.text));
    expect(said(wrong.text)).toMatch(/wrong/);
  });

  it('keeps what strangers typed out of the audit, and the password out of the page [SEC-5, RS-16]', async () => {
    const visit = await world.signIn({ username: 'bob', password: 'planted' });
    expect(visit.text).not.toContain('planted');
    expect(world.logins.at(-1)).toEqual({ event: 'login.failed', address: '192.0.2.1' });
    await world.signIn({ password: 'planted' });
    expect(world.logins.at(-1)).toMatchObject({ event: 'login.failed', userName: 'ann' });
  });

  it.each([{ username: '' }, { password: '' }])('asks for what is missing: %o', async (fields) => {
    const visit = await world.signIn(fields);
    expect(visit.status).toBe(400);
    expect(visit.text).toContain('Enter your user name and your password.');
  });

  it('shows a hostile name as text, and cuts it [SEC-3]', async () => {
    const username = `"><script>${'x'.repeat(5000)}`;
    const visit = await world.signIn({ username });
    expect(visit.text).not.toContain('x'.repeat(65));
    expect(visit.text).not.toContain('<script');
    expect(visit.text).toContain('value="&quot;&gt;&lt;script&gt;');
  });

  it('accepts either spelling of an accent', async () => {
    await addAccount(world.context, 'eva', 'e\u0301'.repeat(12));
    const visit = await world.signIn({ username: 'eva', password: '\u00e9'.repeat(12) });
    expect(visit.url.pathname).toBe('/consent');
  });

  it('shows no problem at first', async () => {
    const browser = await world.account();
    browser.cookies.clear();
    const { text } = await browser.open(`${issuer}/account`);
    expect(text).toContain('name="username"');
    expect(text).not.toContain('role="alert"');
  });

  it('has nothing below it', async () => {
    const browser = await world.account();
    expect((await browser.open(`${issuer}/login/callback`)).status).toBe(404);
  });
});

describe('guessing', () => {
  const guess = (address?: string) => world.signIn({ password: 'a wrong password' }, address);

  it('is stopped for the name and the network for a time, even with the right password [CON-12]', async () => {
    for (const status of [403, 403, 403, 429]) expect((await guess()).status).toBe(status);
    const right = await world.signIn({ password });
    expect(right.status).toBe(429);
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(right.text).toContain('Too many attempts');
    expect(world.logins.at(-1)).toMatchObject({ event: 'login.throttled', userName: 'ann' });
    world.pass({ seconds: 900 });
    expect((await world.signIn({})).url.pathname).toBe('/consent');
  });

  it('does not lock out the owner in another network [CON-12]', async () => {
    for (let times = 0; times < 4; times += 1) await guess('203.0.113.9');
    expect((await world.signIn({}, '192.0.2.1')).url.pathname).toBe('/consent');
  });

  it('is counted by /64 for IPv6 [CON-12]', async () => {
    for (let host = 1; host <= 3; host += 1) await guess(`2001:db8:0:1::${host}`);
    expect((await guess('2001:db8:0:1::4')).status).toBe(429);
    expect((await guess('2001:db8:0:2::1')).status).toBe(403);
  });

  it('over many names is stopped for the network [CON-12]', async () => {
    for (let name = 1; name <= 8; name += 1) {
      expect((await world.signIn({ username: `user${name}` })).status).toBe(403);
    }
    expect((await world.signIn({ username: 'user9' })).status).toBe(429);
  });

  it('in parallel is counted before a password is looked at [CON-12]', async () => {
    const visits = await Promise.all(Array.from({ length: 8 }, () => guess()));
    expect(visits.filter(({ status }) => status === 403)).toHaveLength(3);
  });

  it('is counted for all spellings of a name [CON-12]', async () => {
    for (const username of ['ann', 'ANN', ' Ann']) await world.signIn({ username, password: 'x' });
    expect((await world.signIn({ username: 'aNN' })).status).toBe(429);
  });

  it('is counted anew once the owner has signed in [CON-12]', async () => {
    for (let times = 0; times < 2; times += 1) await guess();
    expect((await world.signIn({})).url.pathname).toBe('/consent');
    world.pass({ ms: 1 });
    for (const status of [403, 403]) expect((await guess()).status).toBe(status);
  });
});

/** The account page. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authorizeUrl, signedInBrowser } from '../authorize/asking.js';
import { openBrowser } from '../browser/browser.js';
import { addClient, connect, openGrant, refresh } from '../client-calls.js';
import { issuer, openWorld, scopes, type World } from '../world.js';
import { openAccount } from './visiting.js';

const account = `${issuer}/account`;
const hostile = `</bdi><script>alert(1)</script>\u202e"'${'W'.repeat(2000)}`;

let world: World;
let people = 0;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** Somebody without any connection yet. */
function somebody() {
  people += 1;
  const username = `person${people}`;
  return { username, holder: { userId: `user_${username}`, userName: username } };
}

describe('the account page', () => {
  it('shows what each connection permits, and since when [CON-7]', async () => {
    const { username, holder } = somebody();
    const { client, refreshToken } = await connect(
      world,
      { ...holder, scopes: ['notes:write', 'offline_access'] },
      { name: 'Pocket Assistant' },
    );
    await connect(
      world,
      { ...holder, scopes: ['notes:read'] },
      { id: 'https://apps.example/client.json', origin: 'operator', host: 'apps.example' },
    );
    world.pass({ days: 2 });
    await refresh(world, client, refreshToken);
    const { page } = await openAccount(world, username);
    expect(page.status).toBe(200);
    const [first = '', second = ''] = page.text.match(/<article.*?<\/article>/gs) ?? [];
    // The one that was used last comes first.
    expect(first).toContain('<bdi>Pocket Assistant</bdi>');
    expect(first).toContain('<bdi>client.example</bdi>');
    const sentences = (text: string) => text.match(/(?<=<li>)[^<]*/g);
    expect(sentences(first)).toEqual([
      ...scopes.all.map(({ description }) => description),
      'Stay connected while you are away',
    ]);
    expect(first).toContain('<time datetime="2030-01-01T00:00Z">1 Jan 2030, 00:00 UTC</time>');
    expect(first).toContain('<time datetime="2030-01-03T00:00Z">3 Jan 2030, 00:00 UTC</time>');
    expect(first).not.toContain('Published by');
    expect(second).toContain('An application without a name');
    expect(second).toContain('<dt>Published by</dt><dd><bdi>apps.example</bdi></dd>');
    expect(sentences(second)).toEqual([scopes.all[0]?.description]);
    expect(page.text).toContain(username);
  });

  it('shows nobody else their connections [CON-7]', async () => {
    const { holder } = somebody();
    const { grant } = await connect(world, holder, { name: 'Private Assistant' });
    const { page } = await openAccount(world, somebody().username);
    expect(page.text).not.toContain('Private Assistant');
    expect(page.text).not.toContain(grant.id);
    expect(page.text).toContain('No application is connected');
  });

  it('leaves out what no token is good for, and nothing else [CON-7]', async () => {
    const { username, holder } = somebody();
    await connect(world, holder, { name: 'Idle' });
    await connect(world, { ...holder, refreshable: false }, { name: 'Short' });
    await openGrant(world, await addClient(world, { name: 'Waiting' }), holder);
    const shown = async () => {
      const { page } = await openAccount(world, username);
      return ['Idle', 'Short', 'Waiting'].filter((name) => page.text.includes(`<bdi>${name}<`));
    };
    expect(await shown()).toEqual(['Idle', 'Short']);
    world.pass({ days: 1 });
    expect(await shown()).toEqual(['Idle']);
    world.pass({ days: 29 });
    expect(await shown()).toEqual([]);
  });

  it('shows a hostile name as text that cannot push the page away [SEC-3, CIMD-26]', async () => {
    const { username, holder } = somebody();
    await connect(world, holder, { name: hostile, host: `${'a.'.repeat(300)}example` });
    const { page } = await openAccount(world, username);
    expect(page.text).not.toMatch(/<script|\u202e|W{80}/);
    expect(page.text).toContain('<bdi>&lt;/bdi&gt;&lt;script&gt;');
  });

  it('shows a connection whose client is gone [CON-7]', async () => {
    const { username, holder } = somebody();
    const { client } = await connect(world, holder, { name: 'Gone' });
    await world.context.store.remove('client', client.id);
    const { page } = await openAccount(world, username);
    expect(page.text).toContain('An application without a name');
    expect(page.text).toContain('client.example');
  });

  it('carries the protection of every page [AZ-11, AZ-12, SEC-6]', async () => {
    const { username, holder } = somebody();
    await connect(world, holder);
    const { page } = await openAccount(world, username);
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(page.headers.get('x-frame-options')).toBe('DENY');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.text).not.toMatch(/<script|<img|<link|src=|url\(| style=/);
  });

  it('is one click away from consent [CON-7]', async () => {
    const client = await addClient(world);
    const browser = await signedInBrowser(world, client);
    const consent = await browser.open(await authorizeUrl(world, client));
    expect(consent.text).toContain(`<a href="${account}">Manage connected apps</a>`);
    expect((await browser.open(account)).url.href).toBe(account);
  });
});

describe('signing in for the account page', () => {
  it('comes first and leads there [CON-7]', async () => {
    const { browser, page } = await openAccount(world);
    expect([page.url.href, page.status, page.redirects]).toEqual([account, 200, [303]]);
    expect([...browser.cookies.keys()]).toEqual(['__Host-browser', '__Host-session']);
    expect((await browser.open(account)).redirects).toEqual([]);
  });

  it('is needed again when the session is over [CON-12]', async () => {
    const { browser } = await openAccount(world);
    world.pass({ seconds: 3600 });
    expect((await browser.open(account)).url.pathname).toBe('/login');
  });

  it('does not disturb an application that is being connected', async () => {
    const client = await addClient(world);
    const browser = openBrowser(world.server, issuer);
    const connecting = await browser.open(await authorizeUrl(world, client));
    await browser.submit(await browser.open(account), { username: 'ann' });
    const consent = await browser.open(connecting.url.href.replace('/login', '/consent'));
    expect(consent.url.pathname).toBe('/consent');
  });

  it('cannot be made to lead anywhere else [AZ-10]', async () => {
    const { browser } = await openAccount(world);
    const places = ['https://evil.example/', '//evil.example', 'account', 'account.', '/account'];
    for (const place of places) {
      const target = `${issuer}/login?transaction=${encodeURIComponent(place)}`;
      const visit = await browser.open(target);
      expect([visit.status >= 400, visit.hasLeft], place).toEqual([true, false]);
    }
  });

  it('is bound to the browser in which it began [CON-3, CON-5]', async () => {
    const theirs = openBrowser(world.server, issuer);
    const login = await theirs.open(account);
    expect(login.url.pathname).toBe('/login');
    for (const other of [(await openAccount(world)).browser, openBrowser(world.server, issuer)]) {
      expect((await other.open(login.url)).status).toBe(403);
      const visit = await other.submit(login, { username: 'eve' });
      expect([visit.status, visit.hasLeft]).toEqual([403, false]);
    }
    expect((await openBrowser(world.server, issuer).open(login.url)).text).toContain(
      'Allow cookies',
    );
  });

  it('takes no form without its value against forgery [CON-3]', async () => {
    const browser = openBrowser(world.server, issuer);
    const login = await browser.open(account);
    for (const csrf of ['', 'A'.repeat(43)]) {
      expect((await browser.submit(login, { username: 'ann', csrf })).status).toBe(403);
    }
    expect(browser.cookies.has('__Host-session')).toBe(false);
  });
});

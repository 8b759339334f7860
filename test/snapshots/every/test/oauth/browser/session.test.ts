/** The cookies and sessions of browsers. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../../../src/oauth/clients/client.js';
import { sha256 } from '../../../src/oauth/sha256.js';
import { authorizeUrl, signedInBrowser } from '../authorize/asking.js';
import { addClient } from '../client-calls.js';
import { issuer, openWorld, type World } from '../world.js';
import { openBrowser, type TestBrowser } from './browser.js';

const hour = 3600;

let world: World;
let client: Client;

beforeAll(async () => {
  world = await openWorld();
  client = await addClient(world);
});
afterAll(() => world.close());

async function isSignedIn(browser: TestBrowser): Promise<boolean> {
  const visit = await browser.open(await authorizeUrl(world, client));
  return visit.url.pathname === '/consent';
}

describe('the cookies', () => {
  it('are bound to this host and to https, and hidden from scripts [CON-4] [C4]', async () => {
    const browser = await signedInBrowser(world, client);
    expect(browser.received.map((line) => line.replace(/=[\w-]{43};/, '=…;'))).toEqual([
      '__Host-browser=…; Path=/; Secure; HttpOnly; SameSite=Lax',
      '__Host-session=…; Path=/; Secure; HttpOnly; SameSite=Lax',
    ]);
  });

  it.each([
    ['http://localhost:3000', ['browser_3000', 'session_3000']],
    ['https://example.com:8443/a/b~c', ['__Host-browser_8443_a_b-c', '__Host-session_8443_a_b-c']],
  ])('tell servers on one host apart: %s [CON-4]', async (place, names) => {
    const other = await openWorld({ issuer: place, resource: `${place}/mcp` });
    const browser = await signedInBrowser(other, await addClient(other));
    expect([...browser.cookies.keys()]).toEqual(names);
    for (const line of browser.received) {
      expect(line.includes('Secure')).toBe(place.startsWith('https'));
    }
    await other.close();
  });

  it('are not set again for a browser that has them', async () => {
    const browser = await signedInBrowser(world, client);
    await browser.open(await authorizeUrl(world, client));
    expect(browser.received).toHaveLength(2);
  });

  it('name a browser anew whose name could be guessed [CON-4]', async () => {
    const browser = openBrowser(world.server, issuer);
    browser.cookies.set('__Host-browser', 'planted');
    await browser.open(await authorizeUrl(world, client));
    expect(browser.cookies.get('__Host-browser')).toMatch(/^[\w-]{43}$/);
  });

  it('mean nothing with a made-up value [CON-12]', async () => {
    const browser = await signedInBrowser(world, client);
    for (const value of ['', 'x', 'A'.repeat(43), `${browser.cookies.get('__Host-session')}x`]) {
      browser.cookies.set('__Host-session', value);
      expect(await isSignedIn(browser)).toBe(false);
    }
  });
});

describe('a session', () => {
  it('has a new value at each login, and the old one dies [CON-12]', async () => {
    const browser = await signedInBrowser(world, client);
    const before = browser.cookies.get('__Host-session') ?? '';
    const login = await browser.open(await authorizeUrl(world, client, { prompt: 'login' }));
    await browser.submit(login, { username: 'ann' });
    const after = browser.cookies.get('__Host-session') ?? '';
    expect(after).not.toBe(before);
    expect(await isSignedIn(browser)).toBe(true);
    browser.cookies.set('__Host-session', before);
    expect(await isSignedIn(browser)).toBe(false);
  });

  it('is stored under the digest of its value only [TOK-9]', async () => {
    const browser = await signedInBrowser(world, client, 'dora');
    const value = browser.cookies.get('__Host-session') ?? '';
    const stored = await world.context.store.find('session', { userId: 'user_dora' });
    expect(stored.map(({ id }) => id)).toEqual([await sha256(value)]);
    expect(JSON.stringify(stored)).not.toContain(value);
  });

  it('ends after an hour without use, and lasts longer with use [CON-12]', async () => {
    const browser = await signedInBrowser(world, client);
    for (let times = 0; times < 3; times += 1) {
      world.pass({ seconds: hour - 1 });
      expect(await isSignedIn(browser)).toBe(true);
    }
    world.pass({ seconds: hour });
    expect(await isSignedIn(browser)).toBe(false);
  });

  it('ends after twelve hours however often it is used [CON-12]', async () => {
    const browser = await signedInBrowser(world, client);
    for (let times = 1; times < 24; times += 1) {
      world.pass({ seconds: hour / 2 });
      expect(await isSignedIn(browser)).toBe(true);
    }
    world.pass({ seconds: hour / 2 });
    expect(await isSignedIn(browser)).toBe(false);
  });

  it('ends when it is removed from the store [CON-12]', async () => {
    const browser = await signedInBrowser(world, client, 'carl');
    const [entry] = await world.context.store.find('session', { userId: 'user_carl' });
    await world.context.store.remove('session', entry?.id ?? '');
    expect(await isSignedIn(browser)).toBe(false);
  });
});

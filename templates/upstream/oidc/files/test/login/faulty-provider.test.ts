/** A provider that sends what it should not, or nothing at all. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Visit } from '../oauth/browser/browser.js';
import { issuer } from '../oauth/world.js';
import { expectFriendly } from './friendly-page.js';
import { type Spoilt, startProvider, type TestProvider } from './provider.js';
import {
  type Away,
  isAtClient,
  links,
  openProviderWorld,
  type ProviderWorld,
} from './signing-in.js';

let provider: TestProvider;
let world: ProviderWorld;

beforeAll(async () => {
  provider = await startProvider();
  provider.people.set('ann', { name: 'Ann Lee' });
  world = await openProviderWorld(provider);
});
afterEach(() => {
  for (const key of Object.keys(provider.spoilt)) delete provider.spoilt[key as keyof Spoilt];
});
afterAll(async () => {
  await world.close();
  await provider.close();
});

const lastReason = () => {
  const { event, ...details } = world.audited.at(-1) ?? { event: 'none' };
  return [event, 'reason' in details ? details.reason : undefined];
};

/** Signs in at the provider and comes back with a changed address. */
async function comeBack(
  change: (url: URL, away: Away) => void,
): Promise<Away & { back: URL; page: Visit }> {
  const away = await world.sent();
  const back = await away.elsewhere.signIn(away.visit.url, 'ann');
  change(back, away);
  return { ...away, back, page: await away.browser.open(back) };
}

describe('an ID token', () => {
  const hour = 3600;
  it.each<[what: string, status: number, reason: string, spoilt: Spoilt]>([
    ['signed with another key', 502, 'mismatch', { forged: true }],
    [
      'of another issuer',
      502,
      'mismatch',
      { claims: (it) => ({ ...it, iss: 'https://evil.example' }) },
    ],
    ['for another client', 502, 'mismatch', { claims: (it) => ({ ...it, aud: 'another' }) }],
    [
      'for several parties of which another asked',
      502,
      'mismatch',
      { claims: (it) => ({ ...it, aud: [it['aud'], 'another'], azp: 'another' }) },
    ],
    ['with another nonce', 502, 'mismatch', { claims: (it) => ({ ...it, nonce: 'another' }) }],
    ['without a nonce', 502, 'mismatch', { claims: ({ nonce: _nonce, ...it }) => it }],
    ['without a subject', 502, 'mismatch', { claims: ({ sub: _sub, ...it }) => it }],
    [
      'that has expired',
      502,
      'clock',
      { claims: (it) => ({ ...it, exp: Number(it['iat']) - 61 }) },
    ],
    [
      'from a clock that is an hour ahead',
      502,
      'clock',
      { claims: (it) => ({ ...it, nbf: Number(it['iat']) + hour }) },
    ],
    ['that is missing', 502, 'mismatch', { tokens: ({ id_token: _token, ...it }) => it }],
    ['that is none', 502, 'mismatch', { tokens: (it) => ({ ...it, id_token: 'none' }) }],
  ])('%s lets nobody in [CON-5]', async (_what, status, reason, spoilt) => {
    Object.assign(provider.spoilt, spoilt);
    const { page, back, browser } = await comeBack(() => undefined);
    expect([page.status, ...lastReason()]).toEqual([status, 'login.failed', reason]);
    expectFriendly(page, back.searchParams);
    expect([...browser.cookies.keys()].filter((name) => name.includes('session'))).toEqual([]);
    expect(world.warned.at(-1)).toContain(reason === 'clock' ? 'clocks' : 'OIDC_ISSUER');
  });

  it.each([-30, 30])(
    'is good although the provider’s clock is off by %d seconds',
    async (seconds) => {
      provider.spoilt.claims = (it) => {
        const now = Number(it['iat']) + seconds;
        return { ...it, iat: now, nbf: now, exp: now + 1 };
      };
      expect(isAtClient((await comeBack(() => undefined)).page)).toBe(true);
    },
  );
});

describe('while the provider', () => {
  it.each<[what: string, answer: Spoilt['answer'], status: number, reason: string]>([
    [
      'drops connections',
      (path) => (path === '/token' ? { status: 0 } : undefined),
      503,
      'unavailable',
    ],
    [
      'fails inside',
      (path) => (path === '/token' ? { status: 500 } : undefined),
      503,
      'unavailable',
    ],
    [
      'is under maintenance',
      (path) => (path === '/token' ? { status: 200 } : undefined),
      502,
      'mismatch',
    ],
    [
      'refuses this server',
      (path) =>
        path === '/token' ? { status: 401, body: { error: 'invalid_client' } } : undefined,
      503,
      'client_refused',
    ],
    [
      'cannot say its keys',
      (path) => (path === '/jwks' ? { status: 500 } : undefined),
      503,
      'unavailable',
    ],
  ])('%s, the page says so and the log what to do', async (_what, answer, status, reason) => {
    const another = await openProviderWorld(provider);
    const { browser, elsewhere, visit } = await another.sent();
    const back = await elsewhere.signIn(visit.url, 'ann');
    if (answer !== undefined) provider.spoilt.answer = answer;
    const page = await browser.open(back);
    expect([page.status, another.audited.at(-1)]).toMatchObject([status, { reason }]);
    expectFriendly(page, back.searchParams);
    expect(another.warned).toHaveLength(1);
    await another.close();
  });

  it('gives no answer at all, the sign-in page says so, and works by itself afterwards', async () => {
    const another = await openProviderWorld(provider);
    provider.spoilt.answer = () => ({ status: 0 });
    const { browser, elsewhere, visit } = await another.sent();
    expect([visit.status, visit.headers.get('retry-after')]).toEqual([503, '60']);
    expect(visit.text).toContain('cannot be reached');
    expectFriendly(visit);
    delete provider.spoilt.answer;
    const there = await browser.open(links(visit)['Try again'] ?? '');
    expect(isAtClient(await browser.open(await elsewhere.signIn(there.url, 'ann')))).toBe(true);
    await another.close();
  });

  it('is out of reach, whoever has a session goes on', async () => {
    const { browser } = await world.signedIn('ann');
    provider.spoilt.answer = () => ({ status: 0 });
    expect((await browser.open(`${issuer}/account`)).status).toBe(200);
    // Also past the hour after which its metadata is looked up again.
    world.pass({ seconds: 3500 });
    expect((await browser.open(`${issuer}/account`)).status).toBe(200);
    world.pass({ seconds: 200 });
    expect((await world.sent()).visit.url.href).toContain(`${provider.issuer}/auth?`);
  });
});

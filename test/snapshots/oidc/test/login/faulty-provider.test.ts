/** A provider that sends what it should not, or nothing. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { issuer } from '../oauth/world.js';
import { expectFailed, expectFriendly } from './friendly-page.js';
import { type Spoilt, startProvider, type TestProvider } from './provider.js';
import { isAtClient, links, openProviderWorld, type ProviderWorld } from './signing-in.js';

let provider: TestProvider;
let world: ProviderWorld;

beforeAll(async () => {
  provider = await startProvider();
  provider.people.set('ann', { name: 'Ann Lee' });
  world = await openProviderWorld(provider);
});
afterEach(() => provider.heal());
afterAll(async () => {
  await world.close();
  await provider.close();
});

describe('an ID token', () => {
  const hour = 3600;
  it.each<[what: string, reason: string, spoilt: Spoilt]>([
    ['signed with another key', 'mismatch', { forged: true }],
    ['of another issuer', 'mismatch', { claims: () => ({ iss: 'https://evil.example' }) }],
    ['for another client', 'mismatch', { claims: () => ({ aud: 'another' }) }],
    [
      'for several parties of which another asked',
      'mismatch',
      { claims: (it) => ({ aud: [it['aud'], 'another'], azp: 'another' }) },
    ],
    ['with another nonce', 'mismatch', { claims: () => ({ nonce: 'another' }) }],
    ['without a nonce', 'mismatch', { claims: () => ({ nonce: undefined }) }],
    ['without a subject', 'mismatch', { claims: () => ({ sub: undefined }) }],
    ['that has expired', 'clock', { claims: (it) => ({ exp: Number(it['iat']) - 61 }) }],
    [
      'from a clock an hour ahead',
      'clock',
      { claims: (it) => ({ nbf: Number(it['iat']) + hour }) },
    ],
    ['that is missing', 'mismatch', { tokens: () => ({ id_token: undefined }) }],
    ['that is none', 'mismatch', { tokens: () => ({ id_token: 'none' }) }],
  ])('%s lets nobody in [CON-5]', async (_what, reason, spoilt) => {
    Object.assign(provider.spoilt, spoilt);
    const { browser, back } = await world.sentBack('ann');
    expectFailed(world, { page: await browser.open(back), back }, 502, reason);
    expect([...browser.cookies.keys()].filter((name) => name.includes('session'))).toEqual([]);
    expect(world.warned.at(-1)).toContain(reason === 'clock' ? 'clocks' : 'OIDC_ISSUER');
  });

  it.each([-30, 30])('is good with a clock off by %d seconds', async (seconds) => {
    provider.spoilt.claims = (it) => {
      const now = Number(it['iat']) + seconds;
      return { iat: now, nbf: now, exp: now + 1 };
    };
    expect(isAtClient((await world.signedIn('ann')).visit)).toBe(true);
  });
});

describe('while the provider', () => {
  it.each<[what: string, status: number, reason: string, spoilt: Spoilt]>([
    ['drops connections', 503, 'unavailable', { isDown: true }],
    ['fails inside', 503, 'unavailable', { answers: { '/token': { status: 500 } } }],
    ['is under maintenance', 502, 'mismatch', { answers: { '/token': { status: 200 } } }],
    [
      'refuses this server',
      503,
      'client_refused',
      { answers: { '/token': { status: 401, body: { error: 'invalid_client' } } } },
    ],
    ['cannot say its keys', 503, 'unavailable', { answers: { '/jwks': { status: 500 } } }],
  ])('%s, the page says so and the log what to do', async (_what, status, reason, spoilt) => {
    const another = await openProviderWorld(provider);
    const { browser, back } = await another.sentBack('ann');
    Object.assign(provider.spoilt, spoilt);
    expectFailed(another, { page: await browser.open(back), back }, status, reason);
    expect(another.warned).toHaveLength(1);
    await another.close();
  });

  it('gives no answer, the sign-in page says so, and works afterwards', async () => {
    const another = await openProviderWorld(provider);
    provider.spoilt.isDown = true;
    const { browser, elsewhere, visit } = await another.sent();
    expect([visit.status, visit.headers.get('retry-after')]).toEqual([503, '60']);
    expect(visit.text).toContain('cannot be reached');
    expectFriendly(visit);
    provider.heal();
    const there = await browser.open(links(visit)['Try again'] ?? '');
    expect(isAtClient(await browser.open(await elsewhere.signIn(there.url, 'ann')))).toBe(true);
    await another.close();
  });

  it('is out of reach, whoever has a session goes on', async () => {
    const { browser } = await world.signedIn('ann');
    provider.spoilt.isDown = true;
    expect((await browser.open(`${issuer}/account`)).status).toBe(200);
    // Its metadata is looked up again after an hour.
    world.pass({ seconds: 3500 });
    expect((await browser.open(`${issuer}/account`)).status).toBe(200);
    world.pass({ seconds: 200 });
    expect((await world.sent()).visit.url.href).toContain(`${provider.issuer}/auth?`);
  });
});

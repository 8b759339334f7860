/** The provider's tokens for tools. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listAccounts } from '../../src/login/accounts.js';
import type { Login } from '../../src/login/contract.js';
import { UpstreamEnded, UpstreamUnavailable } from '../../src/principal.js';
import { startProvider, type TestProvider } from './provider.js';
import { openProviderWorld, type ProviderWorld } from './signing-in.js';

let provider: TestProvider;
let world: ProviderWorld;
let userId: string;

beforeEach(async () => {
  provider = await startProvider();
  provider.people.set('ann', { name: 'Ann Lee' });
  world = await openProviderWorld(provider);
  await world.signedIn('ann');
  userId = (await listAccounts(world.context.store))[0]?.userId ?? '';
  provider.asked.length = 0;
});
afterEach(async () => {
  await world.close();
  await provider.close();
});

/** What a tool of the user gets. */
async function accessToken(login: Login = world.login, refused?: string): Promise<string> {
  return (await login.upstream?.(userId).accessToken(refused)) ?? '';
}

/** Whether the provider takes it now. */
const isTaken = async (token: string): Promise<boolean> => {
  const headers = { authorization: `Bearer ${token}` };
  return (await fetch(`${provider.issuer}/me`, { headers })).status === 200;
};

const refreshes = () => provider.asked.filter((it) => it === 'POST /token').length;
const stored = () => world.context.store.get('upstream', userId);
const lastEvent = () => world.audited.at(-1);

describe('the access token of the provider', () => {
  it('is the one from the sign-in while that is good', async () => {
    const token = await accessToken();
    expect(await isTaken(token)).toBe(true);
    world.pass({ seconds: 3539 });
    expect([await accessToken(), refreshes()]).toEqual([token, 0]);
  });

  it('is fetched anew a minute before its end, and its refresh token with it', async () => {
    const first = await accessToken();
    for (const round of [1, 2, 3]) {
      world.pass({ seconds: 3541 });
      const token = await accessToken();
      expect(token).not.toBe(first);
      expect([await isTaken(token), refreshes()]).toEqual([true, round]);
    }
    expect(lastEvent()).toEqual({ event: 'upstream.refreshed', userId });
  });

  it('is fetched once for many tools, in two instances', async () => {
    const other = world.again();
    world.pass({ seconds: 3601 });
    const calls = Array.from({ length: 20 }, (_, at) => accessToken(at % 2 ? other : world.login));
    const tokens = new Set(await Promise.all(calls));
    expect([tokens.size, refreshes()]).toEqual([1, 1]);
    expect(await isTaken([...tokens][0] ?? '')).toBe(true);
  });

  it('is the old one for others while a new one is fetched', async () => {
    const before = await accessToken();
    world.pass({ seconds: 3550 });
    const [one, other] = await Promise.all([accessToken(), accessToken(world.again())]);
    expect([one, other].filter((token) => token === before).length).toBeLessThanOrEqual(1);
    expect(refreshes()).toBe(1);
  });

  it('is fetched anew, once, when an API has refused it [D5]', async () => {
    const refused = await accessToken();
    const calls = Array.from({ length: 5 }, () => accessToken(world.login, refused));
    const tokens = new Set(await Promise.all(calls));
    expect([tokens.size, tokens.has(refused), refreshes()]).toEqual([1, false, 1]);
  });

  it('is that of the newest sign-in, also for a refresh on its way', async () => {
    world.pass({ seconds: 3601 });
    let late = '';
    // Its answer comes after the next sign-in.
    provider.spoilt.tokens = async (answer) => {
      provider.heal();
      late = String(answer['access_token']);
      await world.signedIn('ann');
      return {};
    };
    const token = await accessToken();
    expect(token).not.toBe(late);
    expect([await accessToken(), await isTaken(token)]).toEqual([token, true]);
  });

  it('has no end if the provider names none', async () => {
    provider.spoilt.tokens = () => ({ expires_in: undefined });
    await world.signedIn('ann');
    provider.asked.length = 0;
    const token = await accessToken();
    world.pass({ days: 30 });
    expect([await accessToken(), refreshes()]).toEqual([token, 0]);
    expect(await accessToken(world.login, token)).not.toBe(token);
  });
});

describe('the refresh token', () => {
  it('stays from an earlier sign-in if a later one brings none', async () => {
    provider.spoilt.tokens = () => ({ refresh_token: undefined });
    await world.signedIn('ann');
    provider.heal();
    world.pass({ seconds: 3601 });
    expect(await isTaken(await accessToken())).toBe(true);
  });

  it('is sent to no other provider', async () => {
    const other = await startProvider();
    const login = world.again({ OIDC_ISSUER: other.issuer });
    world.pass({ seconds: 3601 });
    await expect(accessToken(login)).rejects.toThrow(UpstreamEnded);
    expect(other.asked).toEqual([]);
    await other.close();
  });

  it('is not that of another person or client', async () => {
    provider.spoilt.tokens = () => ({ refresh_token: undefined });
    const other = await provider.register('https://mcp.example.com');
    const login = world.again(other);
    world.pass({ seconds: 3601 });
    await expect(accessToken(login)).rejects.toThrow(UpstreamEnded);
    expect(refreshes()).toBe(0);
  });

  it('that is missing ends the connection', async () => {
    const fresh = await openProviderWorld(
      provider,
      {},
      {
        client: { grant_types: ['authorization_code'] },
      },
    );
    await fresh.signedIn('ann');
    const [account] = await listAccounts(fresh.context.store);
    const upstream = fresh.login.upstream?.(account?.userId ?? '');
    expect(await upstream?.accessToken()).toBeDefined();
    fresh.pass({ seconds: 3601 });
    await expect(upstream?.accessToken()).rejects.toThrow(UpstreamEnded);
    await fresh.close();
  });

  it('that is refused ends the connection until the next sign-in [D5]', async () => {
    world.pass({ seconds: 3601 });
    const body = { error: 'invalid_grant' };
    provider.spoilt.answers = { '/token': { status: 400, body } };
    await expect(accessToken()).rejects.toThrow(/^Sign in again/);
    expect(lastEvent()).toEqual({ event: 'upstream.ended', userId, reason: 'grant_refused' });
    expect(await stored()).toBeUndefined();
    provider.heal();
    await expect(accessToken()).rejects.toThrow(UpstreamEnded);
    await world.signedIn('ann');
    expect(await isTaken(await accessToken())).toBe(true);
  });

  it('that brings an ID token about somebody else ends the connection', async () => {
    world.pass({ seconds: 3601 });
    provider.spoilt.claims = () => ({ sub: 'eve' });
    await expect(accessToken()).rejects.toThrow(UpstreamEnded);
    expect(await stored()).toBeUndefined();
  });
});

describe('while the provider gives no answer', () => {
  it('tools go on with what is good, and fail afterwards', async () => {
    const token = await accessToken();
    provider.spoilt.isDown = true;
    world.pass({ seconds: 3550 });
    expect(await accessToken()).toBe(token);
    expect(lastEvent()).toEqual({ event: 'upstream.failed', userId, reason: 'unavailable' });
    world.pass({ seconds: 60 });
    await expect(accessToken()).rejects.toThrow(UpstreamUnavailable);
    provider.heal();
    expect(await isTaken(await accessToken())).toBe(true);
  });

  it.each([
    ['an inner failure', 500, undefined],
    ['a page for people', 200, undefined],
    ['another secret than ours', 401, { error: 'invalid_client' }],
    ['too many requests', 429, { error: 'slow_down' }],
  ])('but %s, nothing is given up', async (_what, status, body) => {
    world.pass({ seconds: 3601 });
    provider.spoilt.answers = { '/token': { status, body } };
    await expect(accessToken()).rejects.toThrow(UpstreamUnavailable);
    provider.heal();
    expect(await isTaken(await accessToken())).toBe(true);
  });

  it('a crashed process is waited for half a minute at most', async () => {
    world.pass({ seconds: 3601 });
    const entry = await stored();
    const refreshingUntil = world.context.clock() + 30_000;
    const value = { ...(entry?.value as object), refreshingUntil };
    await world.context.store.replace('upstream', userId, entry?.version ?? 0, { ...entry, value });
    world.pass({ seconds: 30 });
    expect(await isTaken(await accessToken())).toBe(true);
  });
});

describe('what is kept', () => {
  it('is sealed: the database holds no token, and opens none [CON-6, SEC-8]', async () => {
    const tokens = [...provider.secrets].filter((it) => it.length > 20);
    const everything = JSON.stringify(
      await Promise.all(
        (['upstream', 'account', 'once', 'session', 'transaction', 'grant'] as const).map((kind) =>
          world.context.store.find(kind, {}),
        ),
      ),
    );
    expect(tokens.length).toBeGreaterThan(4);
    for (const token of tokens) expect(everything).not.toContain(token);
  });

  it('is of one user: it opens nothing for another', async () => {
    provider.people.set('eve', { name: 'Eve' });
    await world.signedIn('eve');
    const eve = (await listAccounts(world.context.store)).find(({ subject }) => subject === 'eve');
    const [mine, theirs] = [await stored(), eve?.userId ?? ''];
    const there = await world.context.store.get('upstream', theirs);
    const draft = { value: mine?.value, userId: theirs };
    await world.context.store.replace('upstream', theirs, there?.version ?? 0, draft);
    await expect(world.login.upstream?.(theirs).accessToken()).rejects.toThrow(UpstreamEnded);
  });

  it('goes when nothing can need it', async () => {
    world.pass({ days: 90, seconds: 12 * 3600 - 1 });
    expect(await stored()).toBeDefined();
    world.pass({ seconds: 1 });
    expect(await stored()).toBeUndefined();
  });

  it('is nothing if the operator wants none kept', async () => {
    const none = await openProviderWorld(provider, { OIDC_KEEP_TOKENS: 'off' });
    await none.signedIn('ann');
    expect(none.login.upstream).toBeUndefined();
    expect(await none.context.store.find('upstream', {})).toEqual([]);
    await none.close();
  });
});

/** What requests ask of the store. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultRateLimits } from '../../src/config/rate-limits.js';
import { disableClient } from '../../src/oauth/clients/disabling.js';
import type { OAuthSettings } from '../../src/oauth/context.js';
import { applyToGrant } from '../../src/oauth/grants.js';
import { createAuthorizationServer } from '../../src/oauth/index.js';
import {
  addConfidentialClient,
  bodyOf,
  connect,
  isAccepted,
  openGrant,
  redeem,
  refresh,
} from './client-calls.js';
import { type CountedStore, countedStore } from './counted-store.js';
import { openWorld, type World } from './world.js';

let plain: World;
let world: World;
let counted: CountedStore;

/** Another instance on the same store, whose requests are counted. */
function instance(settings: Partial<OAuthSettings> = {}): void {
  counted = countedStore(plain.context.store);
  const context = {
    ...plain.context,
    store: counted.store,
    settings: { ...plain.context.settings, ...settings },
  };
  world = { ...plain, context, server: createAuthorizationServer(context) };
}

beforeEach(async () => {
  plain = await openWorld();
  instance();
});
afterEach(() => plain.close());

describe('the check of an access token', () => {
  it('is one read of the store and no write, each time: revocation counts at the next request', async () => {
    const { accessToken } = await connect(world);
    counted.used();
    for (const _ of [1, 2, 3]) {
      expect(await isAccepted(world, accessToken)).toBe(true);
      expect(counted.used()).toEqual({ 'get grant': 1 });
    }
  });
});

describe('a refresh', () => {
  it('is one read of the store and one conditional write', async () => {
    const { client, ...tokens } = await connect(world, {}, { origin: 'dynamic' });
    let { refreshToken } = tokens;
    counted.used();
    for (const _ of [1, 2, 3]) {
      const answer = await refresh(world, client, refreshToken);
      expect(answer.status).toBe(200);
      expect(counted.used()).toEqual({ 'get grant': 1, 'replace grant': 1 });
      refreshToken = (await bodyOf(answer)).refresh_token ?? '';
    }
  });

  it('is counted once where there are limits', async () => {
    instance({ rateLimits: defaultRateLimits });
    const { client, refreshToken } = await connect(world, {}, { origin: 'dynamic' });
    counted.used();
    expect((await refresh(world, client, refreshToken)).status).toBe(200);
    expect(counted.used()).toEqual({ 'get grant': 1, 'replace grant': 1, increment: 1 });
  });

  it('reads the client too where this instance has not met it', async () => {
    const { client, refreshToken } = await connect(world, {}, { origin: 'dynamic' });
    instance();
    const first = await refresh(world, client, refreshToken);
    expect(counted.used()).toEqual({ 'get client': 1, 'get grant': 1, 'replace grant': 1 });
    await refresh(world, client, (await bodyOf(first)).refresh_token);
    expect(counted.used()).toEqual({ 'get grant': 1, 'replace grant': 1 });
  });

  it('reads a client with a secret each time, so that a change of it counts at once', async () => {
    const { client, secret } = await addConfidentialClient(world, 'client_secret_post');
    const { code } = await openGrant(world, client);
    const own = { client_secret: secret };
    let tokens = await bodyOf(await redeem(world, client, code, own));
    counted.used();
    for (const _ of [1, 2]) {
      tokens = await bodyOf(await refresh(world, client, tokens.refresh_token, own));
      expect(counted.used()).toMatchObject({ 'get client': 1, 'get grant': 1 });
    }
  });
});

describe('a client that this instance has met', () => {
  const met = async () => {
    const { client, grant, refreshToken } = await connect(world, {}, { origin: 'dynamic' });
    const tokens = await bodyOf(await refresh(world, client, refreshToken));
    return { client, grant, refreshToken: tokens.refresh_token };
  };
  const endGrants = ({ id }: { id: string }) =>
    applyToGrant(world.context, id, { type: 'revoke', reason: 'operator_request' });
  const errorOf = async (answer: Response) => [answer.status, (await bodyOf(answer)).error];

  it.each(['removed', 'switched off'])(
    'is unknown once it is %s, and told to register anew [REF-6, DCR-16]',
    async (how) => {
      const { client, grant, refreshToken } = await met();
      const { store, clock } = plain.context;
      if (how === 'removed') await store.remove('client', client.id);
      else await disableClient(store, client.id, clock());
      await endGrants(grant);
      const answer = await refresh(world, client, refreshToken);
      expect(await errorOf(answer)).toEqual([401, 'invalid_client']);
    },
  );

  it('hears that a token is dead as long as it is registered [REF-6]', async () => {
    const { client, grant, refreshToken } = await met();
    await endGrants(grant);
    const answer = await refresh(world, client, refreshToken);
    expect(await errorOf(answer)).toEqual([400, 'invalid_grant']);
  });

  it('is no way in for a token of another client [REF-4]', async () => {
    const { refreshToken } = await met();
    const other = await met();
    const answer = await refresh(world, other.client, refreshToken);
    expect(await errorOf(answer)).toEqual([400, 'invalid_grant']);
  });

  it('is looked up for a code, whose grant proves nothing yet [CA-1]', async () => {
    const { client } = await met();
    const { code } = await openGrant(world, client);
    await disableClient(plain.context.store, client.id, world.context.clock());
    expect(await errorOf(await redeem(world, client, code))).toEqual([401, 'invalid_client']);
  });

  it('is not met without a secret that it has [CA-1]', async () => {
    const { client, secret } = await addConfidentialClient(world, 'client_secret_post', {
      origin: 'dynamic',
    });
    const { code } = await openGrant(world, client);
    const tokens = await bodyOf(await redeem(world, client, code, { client_secret: secret }));
    const answer = await refresh(world, client, tokens.refresh_token);
    expect(await errorOf(answer)).toEqual([401, 'invalid_client']);
  });
});

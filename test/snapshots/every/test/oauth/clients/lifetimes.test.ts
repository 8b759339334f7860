/** How long things of a client last: never longer than the settings say. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../../../src/oauth/clients/client.js';
import { withLifetimesOf } from '../../../src/oauth/clients/lifetimes.js';
import {
  addByOperator,
  type OperatedWorld,
  openOperatedWorld,
} from '../../admin/clients/operating.js';
import { allow } from '../authorize/allowing.js';
import { bodyOf, isAccepted, redeem, refresh } from '../client-calls.js';

const callback = '--redirect-uri https://client.example/callback';

let world: OperatedWorld;

beforeAll(async () => {
  world = await openOperatedWorld();
});
afterAll(() => world.close());

async function connected(options: string) {
  const { id, secret } = await addByOperator(world, `${callback} ${options}`);
  const client = { id } as Client;
  const proof = { client_secret: secret };
  const { code = '' } = await allow(world, client);
  const tokens = await bodyOf(await redeem(world, client, code, proof));
  const refreshWith = async (token: string | undefined) =>
    bodyOf(await refresh(world, client, token, proof));
  return { tokens, refreshWith };
}

describe('a client with shorter lifetimes', () => {
  it('has its access tokens for so long [TOK-10, TOK-3]', async () => {
    const { tokens, refreshWith } = await connected('--access-token-ttl 2m');
    expect(tokens['expires_in']).toBe(120);
    expect((await refreshWith(tokens.refresh_token))['expires_in']).toBe(120);
    world.pass({ seconds: 119 });
    expect(await isAccepted(world, tokens.access_token ?? '')).toBe(true);
    world.pass({ seconds: 1 });
    expect(await isAccepted(world, tokens.access_token ?? '')).toBe(false);
  });

  it('has to refresh within so much time, each time anew [REF-7]', async () => {
    const { tokens, refreshWith } = await connected('--refresh-token-ttl 1h');
    world.pass({ seconds: 3599 });
    const second = await refreshWith(tokens.refresh_token);
    world.pass({ seconds: 3599 });
    const third = await refreshWith(second.refresh_token);
    expect(third.refresh_token).toEqual(expect.any(String));
    world.pass({ seconds: 3600 });
    expect((await refreshWith(third.refresh_token)).error).toBe('invalid_grant');
  });

  it('has to ask its user again after so much time [REF-7]', async () => {
    const { tokens, refreshWith } = await connected('--grant-ttl 1h');
    world.pass({ seconds: 3000 });
    const second = await refreshWith(tokens.refresh_token);
    expect(second['expires_in']).toBe(600);
    world.pass({ seconds: 600 });
    expect(await isAccepted(world, second.access_token ?? '')).toBe(false);
    expect((await refreshWith(second.refresh_token)).error).toBe('invalid_grant');
  });
});

it('no lifetime of a client is longer than the settings say, now or later [REF-7, TOK-10]', () => {
  const seconds = fc.nat(10_000);
  const usual = fc.record({ accessTokenTtl: seconds, refreshTokenTtl: seconds, grantTtl: seconds });
  const own = fc.record(
    { accessTokenTtl: seconds, refreshTokenTtl: seconds, grantTtl: seconds },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(usual, own, (settings, lifetimes) => {
      const context = { ...world.context, settings: { ...world.context.settings, ...settings } };
      const bound = withLifetimesOf({ lifetimes }, context).settings;
      for (const name of ['accessTokenTtl', 'refreshTokenTtl', 'grantTtl'] as const) {
        expect(bound[name]).toBe(Math.min(settings[name], lifetimes[name] ?? settings[name]));
      }
      expect(withLifetimesOf({}, context).settings).toEqual(context.settings);
    }),
  );
});

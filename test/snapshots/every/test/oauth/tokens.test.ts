/** Codes and tokens: derived from the grant, unforgeable, and never stored. */
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSecrets } from '../../src/oauth/secrets.js';
import {
  formAccessToken,
  formCode,
  formRefreshToken,
  readAccessToken,
  readCode,
  readRefreshToken,
} from '../../src/oauth/tokens.js';
import { aGrant } from './grant/a-grant.js';
import { issuer, openWorld, resource, type World } from './world.js';

const id = 'AAAAAAAAAAAAAAAAAAAAAA';
const secret = 'a-secret-of-this-test-0123456789-0123456789';
const secrets = createSecrets([secret]);

describe('a code', () => {
  it('names its grant to whoever holds the secret [TOK-9]', async () => {
    expect(await readCode(secrets, await formCode(secrets, id))).toBe(id);
    const rotated = createSecrets(['a-newer-secret-0123456789-0123456789', secret]);
    expect(await readCode(rotated, await formCode(secrets, id))).toBe(id);
  });

  it('names nothing when forged, cut, changed or made elsewhere [TOK-9]', async () => {
    const code = await formCode(secrets, id);
    const [, mac = ''] = code.split('.');
    const elsewhere = createSecrets(['another-secret-0123456789-0123456789']);
    for (const forged of [
      '',
      id,
      `${id}.`,
      `${id}.${'A'.repeat(43)}`,
      code.slice(0, -1),
      `${code}A`,
      ` ${code}`,
      `${code}\n`,
      `BAAAAAAAAAAAAAAAAAAAAA.${mac}`,
      await formCode(elsewhere, id),
      await formRefreshToken(secrets, id, 1),
    ]) {
      expect(await readCode(secrets, forged)).toBeUndefined();
    }
  });
});

describe('a refresh token', () => {
  it('names its grant and generation, whichever that is [TOK-9] [REF-2]', async () => {
    for (const generation of [1, 2, 999_999]) {
      const token = await formRefreshToken(secrets, id, generation);
      expect(await readRefreshToken(secrets, token)).toEqual({ grantId: id, generation });
    }
  });

  it('is the same text each time it is formed, so that a retry gets the same one [REF-3] [F6]', async () => {
    expect(await formRefreshToken(secrets, id, 5)).toBe(await formRefreshToken(secrets, id, 5));
  });

  it('names nothing when forged, cut, advanced or made for another purpose [TOK-9]', async () => {
    const token = await formRefreshToken(secrets, id, 1);
    const [, , mac = ''] = token.split('.');
    for (const forged of [
      '',
      `${id}.2.${mac}`,
      `${id}.01.${mac}`,
      `${id}.0.${mac}`,
      `${id}.-1.${mac}`,
      `${id}.1e0.${mac}`,
      `${id}.9999999999999999.${mac}`,
      `BAAAAAAAAAAAAAAAAAAAAA.1.${mac}`,
      token.slice(0, -1),
      `${token}A`,
      `${id}.1.${await secrets.mac('code', `${id}.1`)}`,
      await formCode(secrets, id),
    ]) {
      expect(await readRefreshToken(secrets, forged)).toBeUndefined();
    }
  });
});

describe('an access token', () => {
  let world: World;
  const grant = aGrant({ id, resource });

  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  it('carries the claims of RFC 9068 and its grant [JWT-2] [RES-3]', async () => {
    const { token, expiresIn } = await formAccessToken(world.context, grant, ['notes:read']);
    const iat = Math.floor(world.context.clock() / 1000);
    expect(decodeJwt(token)).toEqual({
      iss: issuer,
      sub: 'user_ann',
      aud: resource,
      client_id: 'client_one',
      scope: 'notes:read',
      iat,
      exp: iat + 900,
      jti: expect.stringMatching(/^[\w-]{22}$/),
      gid: id,
    });
    expect(expiresIn).toBe(900);
    expect(await readAccessToken(world.context, token)).toEqual(decodeJwt(token));
  });

  it('does not outlive its grant, and lives a second at least [REF-7] [TOK-3] [F14]', async () => {
    const now = world.context.clock();
    const lifetime = async (left: number) => {
      const ending = { ...grant, expiresAt: now + left };
      return (await formAccessToken(world.context, ending, [])).expiresIn;
    };
    expect(await lifetime(100_000)).toBe(100);
    expect(await lifetime(1500)).toBe(2);
    expect(await lifetime(1)).toBe(1);
  });

  it('is refused without a claim that later checks rely on [JWT-2]', async () => {
    const { token } = await formAccessToken(world.context, grant, ['notes:read']);
    const whole = decodeJwt(token);
    for (const name of ['client_id', 'scope', 'gid'] as const) {
      const { [name]: _, ...rest } = whole;
      const signed = await world.context.keyring.sign(rest, 'at+jwt');
      expect(await readAccessToken(world.context, signed)).toBeUndefined();
    }
    const several = { ...whole, aud: [resource, 'https://other.example'] };
    const signed = await world.context.keyring.sign(several, 'at+jwt');
    expect(await readAccessToken(world.context, signed)).toBeUndefined();
  });
});

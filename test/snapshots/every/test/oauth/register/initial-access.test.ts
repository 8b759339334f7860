/** Registration with an initial access token only. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bodyOf, caller, register } from '../client-calls.js';
import { limitsWith } from '../limits-with.js';
import { issuer, openWorld, type World } from '../world.js';

const one = 'k7Vq2nTzX9wLr4mYb8sHd3fGj6pCa1eU0iOoQxZyWtR';
const other = 'Zb4+cXq9/tR2vYw8LmN0pKj6HgFd5SaQ1WeRtYuIoP3=';
const registration = { initialAccessTokens: [one, other], mostUnused: 100 };
let world: World;

beforeAll(async () => {
  world = await openWorld({ registration });
});
afterAll(() => world.close());

const body = { redirect_uris: ['https://client.example/callback'] };

describe('registering where it takes an initial access token', () => {
  it.each([
    ['the first', `Bearer ${one}`],
    ['another one', `Bearer ${other}`],
    ['one behind a scheme in lower case', `bearer ${one}`],
  ])('works with %s [DCR-17]', async (_, authorization) => {
    const response = await register(world, body, { authorization });
    expect(response.status).toBe(201);
    expect(world.audited.at(-1)?.event).toBe('client.registered');
  });

  it.each<[string, Record<string, string>]>([
    ['no header', {}],
    ['the token under Basic', { authorization: `Basic ${btoa(`x:${one}`)}` }],
    ['no scheme before the token', { authorization: one }],
  ])(
    'is refused with %s, by a Bearer challenge without an error [DCR-17] [RS-4]',
    async (_, headers) => {
      const response = await register(world, body, headers);
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toBe('Bearer realm="registration"');
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect((await bodyOf(response)).error).toBe('invalid_token');
      expect(world.audited.at(-1)).toEqual({
        event: 'client.refused',
        address: caller.address,
        reason: 'initial_access_token',
      });
    },
  );

  it.each([
    ['another token', `Bearer ${one.slice(0, -1)}x`],
    ['part of the token', `Bearer ${one.slice(0, -1)}`],
    ['the token and more', `Bearer ${one}x`],
    ['the token in another case', `Bearer ${one.toLowerCase()}`],
    ['both tokens', `Bearer ${one} ${other}`],
    ['no token', 'Bearer'],
    ['spaces only', 'Bearer   '],
  ])('is refused with %s, and told that it is not valid [DCR-17]', async (_, authorization) => {
    const response = await register(world, body, { authorization });
    expect(response.status).toBe(401);
    const challenge = response.headers.get('www-authenticate') ?? '';
    expect(challenge).toMatch(/^Bearer realm="registration", error="invalid_token", /);
    expect(`${challenge}${await response.text()}`).not.toContain(one.slice(0, 8));
  });

  it('takes the token from no other place [DCR-17]', async () => {
    const request = new Request(`${issuer}/register?access_token=${one}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...body, access_token: one }),
    });
    expect((await world.server.register(request, caller)).status).toBe(401);
  });

  it('says nothing of the metadata before it has seen the token [DCR-17]', async () => {
    expect((await register(world, '{')).status).toBe(401);
    expect((await register(world, '{', { authorization: `Bearer ${one}` })).status).toBe(400);
  });

  it('is in the metadata [ASM-8] [DCR-17]', async () => {
    const response = await world.server.serverMetadata(new Request(issuer), caller);
    expect(await response.json()).toMatchObject({ registration_endpoint: `${issuer}/register` });
  });

  it('limits guesses [DCR-17] [SEC-4]', async () => {
    const rateLimits = limitsWith({ register_request: { max: 2, seconds: 60 } });
    const limited = await openWorld({ registration, rateLimits });
    const guess = (token: string) =>
      register(limited, body, { authorization: `Bearer ${token}` }).then(({ status }) => status);
    expect(await guess('x'.repeat(32))).toBe(401);
    expect(await guess('y'.repeat(32))).toBe(401);
    expect(await guess(one)).toBe(429);
    await limited.close();
  });
});

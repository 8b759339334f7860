/** What a client assertion says: by whom, for whom, until when. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../../../../src/oauth/clients/client.js';
import { createAuthorizationServer } from '../../../../src/oauth/index.js';
import { addKeyClient, assertionOf, by, openSigner, type Signer } from '../../assertions.js';
import { caller } from '../../client-calls.js';
import { issuer, openWorld, resource, type World } from '../../world.js';
import { outcomeOf, outcomeWith } from './attempt.js';

let world: World;
let signer: Signer;
let client: Client;

beforeAll(async () => {
  world = await openWorld();
  signer = await openSigner();
  client = await addKeyClient(world, signer);
});
afterAll(() => world.close());

const outcome = (claims: Record<string, unknown>) =>
  outcomeWith(world, client.id, signer, { claims });
const seconds = () => Math.floor(world.context.clock() / 1000);

describe('an assertion', () => {
  it('is let in when it says what it must [CA-7]', async () => {
    expect(await outcome({})).toBe('authenticated');
  });

  it('is by the client and about the client [CA-7] [CA-9]', async () => {
    const other = await addKeyClient(world, signer);
    expect(await outcome({ iss: other.id })).toBe('other_client');
    expect(await outcome({ iss: undefined })).toBe('other_client');
    expect(await outcome({ iss: [client.id] })).toBe('other_client');
    expect(await outcome({ iss: `${client.id} ` })).toBe('other_client');
    // The same key says nothing.
    expect(await outcome({ sub: other.id })).toBe('other_client');
  });

  it.each([[issuer], [[issuer]], [`${issuer}/`], [`${issuer}/token`], [[`${issuer}/token`]]])(
    'is for this server: %j [CA-8] [G20]',
    async (aud) => {
      expect(await outcome({ aud })).toBe('authenticated');
    },
  );

  it.each([
    [undefined],
    [[]],
    ['https://other.example'],
    [[issuer, 'https://other.example']],
    [['https://other.example', issuer]],
    [[issuer, `${issuer}/token`]],
    [[[issuer]]],
    [{ aud: issuer }],
    [resource],
    [`${issuer}/revoke`],
    [issuer.replace('https://', '')],
    [`${issuer}.evil.example`],
    [issuer.replace('https', 'http')],
    [issuer.toUpperCase()],
    [1],
    [null],
  ])('is for nobody else: %j [CA-8] [G20]', async (aud) => {
    expect(await outcome({ aud })).toBe('audience');
  });

  it.each([
    ['/revoke', `${issuer}/revoke`, 200],
    ['/revoke', issuer, 200],
    ['/revoke', `${issuer}/token`, 200],
    ['/revoke', `${issuer}/introspect`, 401],
    ['//evil.example/revoke', 'https://evil.example/revoke', 401],
  ])('at %s is for that endpoint, too: %s gets %i [CA-8]', async (path, aud, status) => {
    const assertion = await assertionOf(world, client.id, signer, { claims: { aud } });
    const body = new URLSearchParams({ token: 'x', ...by(assertion) } as Record<string, string>);
    body.delete('client_id');
    const request = new Request(`${issuer}${path}`, { method: 'POST', body });
    expect((await world.server.revoke(request, caller)).status).toBe(status);
  });

  it('is for an issuer with a path, without a slash at its end [CA-8] [ACT-3]', async () => {
    const below = `${issuer}/base`;
    const settings = { ...world.context.settings, issuer: below };
    const server = createAuthorizationServer({ ...world.context, settings });
    const there = async (aud: string) =>
      outcomeOf(
        { ...world, server },
        await assertionOf(world, client.id, signer, { claims: { aud } }),
      );
    expect(await there(below)).toBe('authenticated');
    expect(await there(`${below}/token`)).toBe('authenticated');
    expect(await there(`${below}/`)).toBe('audience');
    expect(await there(issuer)).toBe('audience');
  });

  it.each([[undefined], ['2030'], [null], [[1_900_000_000]]])(
    'has an end: %j is none [CA-7]',
    async (exp) => {
      expect(await outcome({ exp })).toBe('malformed');
    },
  );

  it.each([
    [-1e300, 'expired'],
    [-61, 'expired'],
    [-60, 'expired'],
    [-59, 'authenticated'],
    [1, 'authenticated'],
    [600, 'authenticated'],
    [3600, 'authenticated'],
    [3660, 'authenticated'],
    [3661, 'too_long_lived'],
    [86_400, 'too_long_lived'],
    [1e300, 'too_long_lived'],
  ])('ends in %d seconds: %s [CA-7]', async (left, result) => {
    expect(await outcome({ exp: seconds() + left })).toBe(result);
  });

  it.each(['nbf', 'iat'])(
    'is not made for the future by its %s, but for a difference of clocks [CA-7]',
    async (claim) => {
      expect(await outcome({ [claim]: seconds() + 60 })).toBe('authenticated');
      expect(await outcome({ [claim]: seconds() + 61 })).toBe('from_the_future');
      expect(await outcome({ [claim]: undefined })).toBe('authenticated');
      expect(await outcome({ [claim]: seconds() - 86_400 })).toBe('authenticated');
      expect(await outcome({ [claim]: 'now' })).toBe('malformed');
    },
  );

  it.each([undefined, '', null, 7, ['x']])('has an id: %j is none [CA-7]', async (jti) => {
    expect(await outcome({ jti })).toBe('no_jti');
  });

  it('is refused where it is about no client [CA-9]', async () => {
    for (const sub of [undefined, '', null, 7, [client.id]]) {
      await expect(outcome({ sub })).rejects.toThrow(/401 .*invalid_client/);
    }
    expect(await outcome({ sub: 'client_unknown', iss: 'client_unknown' })).toBe('unknown_client');
  });
});

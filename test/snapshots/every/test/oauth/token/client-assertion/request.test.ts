/** Requests with a client assertion: what is in them, and who may send them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../../../../src/oauth/clients/client.js';
import { addKeyClient, assertionOf, assertionType, by, openSigner } from '../../assertions.js';
import {
  addClient,
  addConfidentialClient,
  bodyOf,
  caller,
  openGrant,
  type Parameters,
  post,
  redeem,
  refresh,
} from '../../client-calls.js';
import { limitsWith } from '../../limits-with.js';
import { issuer, openWorld, type World } from '../../world.js';

const signer = await openSigner();
let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** Redeems a code of the client with these parameters. */
async function attempt(
  client: Client,
  parameters: Parameters,
  headers?: Record<string, string>,
): Promise<[status: number, error: unknown]> {
  const { code } = await openGrant(world, client);
  const response = await redeem(world, client, code, parameters, headers);
  return [response.status, (await bodyOf(response)).error];
}

const signedBy = async (client: Client, changes: Parameters = {}) => ({
  ...by(await assertionOf(world, client.id, signer)),
  ...changes,
});
const invalid = [401, 'invalid_client'];
const granted = [200, undefined];

describe('a client with a key', () => {
  it('gets tokens by an assertion, which names it [CA-7] [CA-9]', async () => {
    const client = await addKeyClient(world, signer);
    expect(await attempt(client, await signedBy(client))).toEqual(granted);
    const named = await signedBy(client, { client_id: client.id });
    expect(await attempt(client, named)).toEqual(granted);
  });

  it('may have a URL as its id [CA-9]', async () => {
    const client = await addKeyClient(world, signer, { id: 'https://signing.example/id' });
    expect(await attempt(client, await signedBy(client))).toEqual(granted);
  });

  it('may not name another client, nor redeem its code [CA-9]', async () => {
    const [client, other] = [await addKeyClient(world, signer), await addKeyClient(world, signer)];
    for (const client_id of [other.id, 'client_unknown', ` ${client.id}`]) {
      expect(await attempt(client, await signedBy(client, { client_id }))).toEqual(invalid);
    }
    const stolen = await signedBy(other, { client_id: client.id });
    expect(await attempt(client, stolen)).toEqual(invalid);
    expect(await attempt(client, await signedBy(other))).toEqual([400, 'invalid_grant']);
  });

  it.each([
    undefined,
    '',
    'jwt-bearer',
    `${assertionType} `,
    assertionType.toUpperCase(),
    'urn:ietf:params:oauth:client-assertion-type:saml2-bearer',
    'urn:ietf:params:oauth:grant-type:jwt-bearer',
  ])('says the type exactly: not %j [CA-7]', async (type) => {
    const client = await addKeyClient(world, signer);
    const parameters = await signedBy(client, { client_assertion_type: type });
    expect(await attempt(client, parameters)).toEqual(invalid);
  });

  it('cannot leave the assertion out, empty or in the URL [CA-7] [CA-4]', async () => {
    const client = await addKeyClient(world, signer);
    for (const client_assertion of [undefined, '']) {
      const parameters = await signedBy(client, { client_id: client.id, client_assertion });
      expect(await attempt(client, parameters)).toEqual(invalid);
    }
    const body = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: 'x' });
    body.set('client_assertion_type', assertionType);
    const url = `${issuer}/token?client_assertion=${await assertionOf(world, client.id, signer)}`;
    const response = await world.server.token(new Request(url, { method: 'POST', body }), caller);
    expect([response.status, (await bodyOf(response)).error]).toEqual([400, 'invalid_request']);
  });

  it('sends one assertion, and no other credentials [CA-4] [TOK-13]', async () => {
    const client = await addKeyClient(world, signer);
    const assertion = await assertionOf(world, client.id, signer);
    const basic = { authorization: `Basic ${btoa(`${client.id}:secret`)}` };
    for (const [parameters, headers] of [
      [{ client_secret: 'x' }, {}],
      [{}, basic],
      [{}, { authorization: `Basic ${btoa(`${client.id}:`)}` }],
      [{ client_assertion: undefined, client_secret: 'x' }, {}],
      [{ client_assertion: undefined }, basic],
      [{ client_assertion: [assertion, assertion] }, {}],
    ] as const) {
      const all = await signedBy(client, parameters);
      expect(await attempt(client, all, headers)).toEqual([400, 'invalid_request']);
    }
  });

  it('must use it for every grant and every endpoint [CA-6] [CIMD-20]', async () => {
    const client = await addKeyClient(world, signer);
    const { code } = await openGrant(world, client);
    const unsigned = { client_id: client.id };
    expect((await redeem(world, client, code, unsigned)).status).toBe(401);
    const tokens = await bodyOf(await redeem(world, client, code, await signedBy(client)));
    expect((await refresh(world, client, tokens.refresh_token)).status).toBe(401);
    const basic = { authorization: `Basic ${btoa(`${client.id}:`)}` };
    expect((await refresh(world, client, tokens.refresh_token, {}, basic)).status).toBe(401);
    const revoke = (parameters: Parameters) =>
      post(world.server.revoke, { token: tokens.refresh_token, ...parameters });
    expect((await revoke(unsigned)).status).toBe(401);
    const next = await refresh(world, client, tokens.refresh_token, await signedBy(client));
    expect(next.status).toBe(200);
    expect((await revoke(await signedBy(client))).status).toBe(200);
    const ended = await refresh(world, client, tokens.refresh_token, await signedBy(client));
    expect((await bodyOf(ended)).error).toBe('invalid_grant');
  });

  it('that may also come without may do either, but not fail to sign [CA-6] [CIMD-21]', async () => {
    const client = await addKeyClient(world, signer, { authMethods: ['none', 'private_key_jwt'] });
    expect(await attempt(client, {})).toEqual(granted);
    expect(await attempt(client, await signedBy(client))).toEqual(granted);
    const thief = await openSigner('ES256', signer.kid);
    const forged = by(await assertionOf(world, client.id, thief));
    expect(await attempt(client, forged)).toEqual(invalid);
    const spent = await signedBy(client);
    expect(await attempt(client, spent)).toEqual(granted);
    expect(await attempt(client, spent)).toEqual(invalid);
  });

  it('that is registered for something else cannot sign [CA-6]', async () => {
    const jwks = { keys: [signer.publicKey] };
    const open = await addClient(world, { jwks });
    expect(await attempt(open, await signedBy(open))).toEqual(invalid);
    const { client, secret } = await addConfidentialClient(world, 'client_secret_post', { jwks });
    expect(await attempt(client, await signedBy(client))).toEqual(invalid);
    expect(await attempt(client, { client_secret: secret })).toEqual(granted);
  });

  it('has no secret, not even an empty one [CA-6]', async () => {
    const client = await addKeyClient(world, signer);
    for (const client_secret of ['', 'x', JSON.stringify(signer.publicKey)]) {
      expect(await attempt(client, { client_secret })).toEqual(invalid);
    }
  });
});

describe('what the log says of an assertion', () => {
  it('is why it was refused, and nothing of what it says [CA-7] [SEC-5]', async () => {
    const client = await addKeyClient(world, signer);
    const before = world.audited.length;
    const changes = { claims: { aud: 'https://leaked.example', jti: 'leaked' } };
    const assertion = await assertionOf(world, client.id, signer, changes);
    expect(await attempt(client, by(assertion))).toEqual(invalid);
    const audited = world.audited.slice(before);
    expect(audited).toMatchObject([{ event: 'token.refused', reason: 'assertion_audience' }]);
    expect(JSON.stringify(audited)).not.toMatch(/leaked|eyJ/);
  });
});

describe('guessing an assertion', () => {
  it('is limited like guessing a secret, and a right one is refused then [CA-5] [SEC-4]', async () => {
    const limited = await openWorld({ rateLimits: limitsWith({ token: { max: 3, seconds: 60 } }) });
    const client = await addKeyClient(limited, signer);
    const thief = await openSigner('ES256', signer.kid);
    const attemptBy = async (key: typeof signer) => {
      const assertion = by(await assertionOf(limited, client.id, key));
      return (await post(limited.server.revoke, { token: 'x', ...assertion })).status;
    };
    for (let i = 0; i < 3; i += 1) expect(await attemptBy(thief)).toBe(401);
    expect(await attemptBy(thief)).toBe(429);
    expect(await attemptBy(signer)).toBe(429);
    limited.pass({ seconds: 60 });
    expect(await attemptBy(signer)).toBe(200);
    await limited.close();
  });
});

describe('every method that the metadata names', () => {
  /** Parameters and headers of a new client, by method. */
  const clients: Record<string, () => Promise<[Client, Parameters, Record<string, string>]>> = {
    none: async () => [await addClient(world), {}, {}],
    client_secret_basic: async () => {
      const { client, secret } = await addConfidentialClient(world, 'client_secret_basic');
      const authorization = `Basic ${btoa(`${client.id}:${secret}`)}`;
      return [client, { client_id: undefined }, { authorization }];
    },
    client_secret_post: async () => {
      const { client, secret } = await addConfidentialClient(world, 'client_secret_post');
      return [client, { client_secret: secret }, {}];
    },
    private_key_jwt: async () => [await addKeyClient(world, signer), {}, {}],
  };

  it('lets a client in at the token and the revocation endpoint [ASM-10] [ASM-15] [G15]', async () => {
    const metadata = await bodyOf(await world.server.serverMetadata(new Request(issuer), caller));
    const methods = metadata['token_endpoint_auth_methods_supported'];
    expect(methods).toEqual(Object.keys(clients));
    expect(metadata['revocation_endpoint_auth_methods_supported']).toEqual(methods);
    for (const [method, open] of Object.entries(clients)) {
      const [client, parameters, headers] = await open();
      const proof = async () => ({
        ...parameters,
        ...(method === 'private_key_jwt' && (await signedBy(client))),
      });
      const { code } = await openGrant(world, client);
      const tokens = await bodyOf(await redeem(world, client, code, await proof(), headers));
      expect(tokens.access_token, method).toBeTypeOf('string');
      const token = tokens.refresh_token;
      const revoked = { client_id: client.id, token, ...(await proof()) };
      expect((await post(world.server.revoke, revoked, headers)).status, method).toBe(200);
      const after = await refresh(world, client, token, await proof(), headers);
      expect((await bodyOf(after)).error, method).toBe('invalid_grant');
    }
  });
});

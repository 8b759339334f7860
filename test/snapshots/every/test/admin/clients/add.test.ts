/** `clients add`, and the clients that it makes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../../../src/oauth/clients/client.js';
import { isAcceptableRedirectUri } from '../../../src/oauth/clients/redirect-uri.js';
import { assertionOf, by as byAssertion, openSigner } from '../../oauth/assertions.js';
import { allow } from '../../oauth/authorize/allowing.js';
import { bodyOf, isAccepted, redeem, redirectUri } from '../../oauth/client-calls.js';
import { issuer, resource } from '../../oauth/world.js';
import {
  addByOperator,
  basic,
  handedOver,
  type OperatedWorld,
  openOperatedWorld,
} from './operating.js';

const user = `--redirect-uri ${redirectUri}`;

let world: OperatedWorld;

beforeAll(async () => {
  world = await openOperatedWorld({ privateUseSchemes: ['notes-app'] });
});
afterAll(() => world.close());

async function stored(id: string): Promise<Client | undefined> {
  return (await world.context.store.get<Client>('client', id))?.value;
}

async function redemption(
  id: string,
  parameters: Parameters<typeof redeem>[3],
  headers?: Record<string, string>,
): Promise<Response> {
  const { code = '' } = await allow(world, { id });
  return redeem(world, { id } as Client, code, parameters, headers);
}

describe('a confidential client of the operator', () => {
  it('proves itself by header or body [REG-1, CA-1, CA-2]', async () => {
    const { id, secret } = await addByOperator(world, user);
    for (const response of [
      await redemption(id, { client_id: undefined }, basic({ id, secret })),
      await redemption(id, { client_secret: secret }),
    ]) {
      const { access_token, refresh_token } = await bodyOf(response);
      expect(await isAccepted(world, access_token ?? '')).toBe(true);
      expect(refresh_token).toEqual(expect.any(String));
    }
    expect((await redemption(id, {})).status).toBe(401);
  });

  it.each(['client_secret_basic', 'client_secret_post'])(
    'may be bound to %s [REG-1, CA-2, CA-6]',
    async (method) => {
      const options = `${user} --auth-method ${method}`;
      const { id, secret } = await addByOperator(world, options);
      const byHeader = await redemption(id, { client_id: undefined }, basic({ id, secret }));
      const inBody = await redemption(id, { client_secret: secret });
      const statuses = method === 'client_secret_basic' ? [200, 401] : [401, 200];
      expect([byHeader.status, inBody.status]).toEqual(statuses);
    },
  );

  it('signs with its keys and has no secret [REG-1, CA-7]', async () => {
    const signer = await openSigner();
    const options = `${user} --auth-method private_key_jwt --jwks keys.json`;
    const keys = JSON.stringify({ keys: [signer.publicKey] });
    const { id, secret } = await addByOperator(world, options, keys);
    expect(secret).toBe('');
    const assertion = await assertionOf(world, id, signer);
    expect((await redemption(id, byAssertion(assertion))).status).toBe(200);
    const jwksUri = 'https://client.example/keys.json';
    const remote = `${user} --auth-method private_key_jwt --jwks-uri ${jwksUri}`;
    expect(await stored((await addByOperator(world, remote)).id)).toMatchObject({ jwksUri });
  });

  it('has a secret that is shown once and not stored [CA-5]', async () => {
    const { id, secret, output } = await addByOperator(world, user);
    expect(output.split(secret)).toHaveLength(2);
    expect(output).toContain('shown this once');
    expect(secret).toMatch(/^[\w-]{43}$/);
    const later = [
      JSON.stringify(await stored(id)),
      JSON.stringify(world.audited),
      (await world.admin(`clients show ${id}`)).output,
      (await world.admin('clients list --json')).output,
    ].join('');
    expect(later).toContain(id);
    expect(later).not.toContain(secret);
    const [{ hash = '' } = {}] = (await stored(id))?.secrets ?? [];
    expect(hash).toMatch(/^[\w-]{43}$/);
    expect(later.split(hash)).toHaveLength(2);
  });

  it('is audited [SEC-5]', async () => {
    const { id } = await addByOperator(world, user);
    const event = 'client.added';
    expect(world.audited).toContainEqual({ event, clientId: id, reason: 'operator_request' });
  });

  it('is told its addresses', async () => {
    const { output } = await addByOperator(
      world,
      `${user} --grant authorization_code --grant client_credentials --scope notes:read --may-introspect`,
    );
    for (const path of ['/authorize', '/token', '/introspect', '/mcp']) {
      expect(output).toContain(`${issuer}${path}\n`);
    }
  });
});

describe('a public client of the operator', () => {
  it('is connected with PKCE and has no secret [REG-1, CA-1]', async () => {
    const options = `--public --redirect-uri http://127.0.0.1/callback --redirect-uri notes-app://done`;
    const { id, secret } = await addByOperator(world, options);
    expect(secret).toBe('');
    const uri = 'notes-app://done';
    const { code = '' } = await allow(world, { id }, { redirect_uri: uri });
    const tokens = await redeem(world, { id } as Client, code, { redirect_uri: uri });
    expect(tokens.status).toBe(200);
    expect(await stored(id)).not.toHaveProperty('secrets');
  });
});

describe('the id of a client of the operator', () => {
  it('is never that of another, a URL or a user [REG-2, REG-3, JWT-6]', async () => {
    const ids: string[] = [];
    for (const name of ['Same', 'Same', 'user_ann', 'https://client.example/id', 'client_x']) {
      const { output } = await world.admin(`clients add ${name} ${user}`);
      ids.push(handedOver(output).id);
    }
    expect(new Set(ids).size).toBe(5);
    for (const id of ids) expect(id).toMatch(/^client_[\w-]{22}$/);
  });
});

describe('what cannot work', () => {
  const machine = '--grant client_credentials --scope notes:read';

  it.each([
    ['', /what the client is for/],
    ['--grant nonsense', /authorization_code, refresh_token, client_credentials/],
    ['--grant authorization_code', /--redirect-uri/],
    ['--grant refresh_token', /authorization_code/],
    [`${user} ${machine}`, /authorization_code/],
    ['--grant client_credentials', /--scope/],
    [`${machine} --public`, /--public/],
    ['--may-introspect --public', /--public/],
    [`${user} --public --no-pkce`, /--public/],
    [`${user} --public --allow-network 192.0.2.0/24`, /--public/],
    [`${user} --public --auth-method client_secret_basic`, /not both/],
    [`${user} --auth-method none`, /client_secret_basic, client_secret_post, private_key_jwt/],
    [`${user} --auth-method private_key_jwt`, /jwks or jwks_uri/],
    [`${user} --auth-method private_key_jwt --jwks-uri http://a.example/k`, /https URL/],
    [`${user} --jwks-uri https://a.example/k`, /private_key_jwt/],
    [`${machine} --no-pkce`, /--redirect-uri/],
    [`${user} --allow-network 192.0.2.0/33`, /192\.0\.2\.0\/24/],
    [`${user} --allow-network example.com`, /192\.0\.2\.0\/24/],
    [`${user} --access-token-ttl 901s`, /from 60s to 900s/],
    [`${user} --access-token-ttl 59s`, /from 60s to 900s/],
    [`${user} --grant-ttl forever`, /90s, 15m or 12h/],
    [`${user} --scope nothing`, /notes:read, notes:write/],
    [`${user} --scope "`, /is no scope/],
    [`${user} --scope offline_access`, /refresh_token/],
    ['--redirect-uri javascript:alert(1)', /cannot be a redirect URI/],
    ['--redirect-uri other-app://done', /PRIVATE_USE_SCHEMES/],
    [`${user} --nonsense`, /Usage/],
  ])('is not made: %s', async (options, told) => {
    const clients = () => world.context.store.find('client', { limit: 1000 });
    const before = await clients();
    const { code, output, errors } = await world.admin(`clients add Robot ${options}`.trim());
    expect([code, output]).toEqual([2, '']);
    expect(errors).toMatch(told);
    expect(await clients()).toEqual(before);
  });

  it('is not made without public keys in the file', async () => {
    const options = `clients add Robot ${user} --auth-method private_key_jwt --jwks keys.json`;
    for (const [keys, told] of [
      ['not JSON', /is not JSON/],
      ['{"keys":[]}', /JWK Set of public keys/],
      ['{"keys":[{"kty":"oct","k":"c2VjcmV0"}]}', /JWK Set of public keys/],
    ] as const) {
      const { code, errors } = await world.admin(options, keys);
      expect(code).not.toBe(0);
      expect(errors).toMatch(told);
      expect(errors).not.toContain('c2VjcmV0');
    }
  });

  it('is refused with the switch that it needs [ASM-13, ASM-15]', async () => {
    const usual = await openOperatedWorld({ clientCredentials: false, introspection: false });
    for (const [options, told] of [
      [machine, 'CLIENT_CREDENTIALS=on'],
      ['--may-introspect', 'INTROSPECTION=on'],
    ] as const) {
      const { code, errors } = await usual.admin(`clients add Robot ${options}`);
      expect(code).toBe(1);
      expect(errors).toContain(told);
    }
    await usual.close();
  });

  it('is a redirect URI that nobody could register, and no other [RED-4, RED-5, RED-6]', async () => {
    const schemes = ['https', 'http', 'notes-app', 'com.example.app', 'data', 'x'];
    const hosts = ['://', ':', '://localhost', '://127.0.0.1:80', '://a.example'];
    const ends = ['', '/', '/cb', '/../cb', '?q', '#f', '/@b', '@b.example/', '/%2e/'];
    for (const start of schemes.flatMap((scheme) => hosts.map((host) => scheme + host))) {
      for (const uri of ends.map((end) => start + end)) {
        const { code } = await world.admin(`clients add Robot --redirect-uri ${uri}`);
        expect(code === 0, uri).toBe(isAcceptableRedirectUri(uri, ['notes-app']));
      }
    }
  });

  it('is no scope for clients alone, which is noted [CC-3]', async () => {
    const { output, id } = await addByOperator(world, `${machine} --scope reports:make`);
    expect(output).toContain('No user can grant reports:make');
    expect((await stored(id))?.scopes).toEqual(['notes:read', 'reports:make']);
    expect(output).toContain(resource);
  });
});

/** The metadata documents. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuthorizationServer } from '../../src/oauth/index.js';
import { announceMs, rereadEveryMs } from '../../src/oauth/keyring/times.js';
import { openKeyring } from '../../src/oauth/keyring.js';
import { resourceMetadataUrl } from '../../src/oauth/metadata.js';
import { StoreUnavailable } from '../../src/store/contract.js';
import { openTestStore } from '../store/open-test-store.js';
import { caller } from './client-calls.js';
import { issuer, openWorld, resource, type World } from './world.js';

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

type Document = 'serverMetadata' | 'resourceMetadata' | 'jwks';

function get(name: Document, server = world.server): Promise<Response> {
  const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example' };
  return server[name](new Request('https://evil.example/', { headers }), caller);
}

/** `none` comes first, for clients that take the first method. */
const methods = ['none', 'client_secret_basic', 'client_secret_post', 'private_key_jwt'];

const algorithms = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
];

describe('the metadata of the authorization server', () => {
  it('is exactly this [ASM-1] [ASM-3] [ASM-5] [ASM-6] [ASM-7] [ASM-8] [ASM-9] [ASM-10] [ASM-11] [ASM-13] [ASM-14] [ASM-17] [ASM-18] [ASM-19] [ASM-22] [D13, G16, S5, M4]', async () => {
    const response = await get('serverMetadata');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      registration_endpoint: `${issuer}/register`,
      revocation_endpoint: `${issuer}/revoke`,
      jwks_uri: `${issuer}/jwks`,
      scopes_supported: ['notes:read', 'notes:write', 'offline_access'],
      response_types_supported: ['code'],
      response_modes_supported: ['query'],
      grant_types_supported: ['authorization_code', 'refresh_token'],
      code_challenge_methods_supported: ['S256'],
      token_endpoint_auth_methods_supported: methods,
      token_endpoint_auth_signing_alg_values_supported: algorithms,
      revocation_endpoint_auth_methods_supported: methods,
      revocation_endpoint_auth_signing_alg_values_supported: algorithms,
      authorization_response_iss_parameter_supported: true,
      client_id_metadata_document_supported: true,
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
    });
  });

  it('names what is switched on for clients of the operator [ASM-12] [ASM-13] [ASM-15] [CC-2]', async () => {
    const on = { clientCredentials: true, introspection: true };
    const settings = { ...world.context.settings, ...on };
    const server = createAuthorizationServer({ ...world.context, settings });
    const document = (await (await get('serverMetadata', server)).json()) as object;
    expect(document).toMatchObject({
      grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials'],
      introspection_endpoint: `${issuer}/introspect`,
      introspection_endpoint_auth_methods_supported: methods.filter((it) => it !== 'none'),
      introspection_endpoint_auth_signing_alg_values_supported: algorithms,
    });
  });

  it('does not name metadata documents when they are off [ASM-7]', async () => {
    const settings = { ...world.context.settings, cimd: 'off' } as const;
    const server = createAuthorizationServer({ ...world.context, settings });
    const document = (await (await get('serverMetadata', server)).json()) as object;
    expect(document).not.toHaveProperty('client_id_metadata_document_supported');
  });

  it('names the algorithms of the published keys [JWT-3]', async () => {
    const other = await openTestStore({ clock: world.context.clock });
    const { clock, secrets } = world.context;
    const open = (algorithm: 'ES256' | 'EdDSA') =>
      openKeyring({ store: other.store, clock, secrets, algorithm });
    await open('ES256');
    const keyring = await open('EdDSA');
    const server = createAuthorizationServer({ ...world.context, keyring });
    expect(await (await get('serverMetadata', server)).json()).toMatchObject({
      id_token_signing_alg_values_supported: ['ES256', 'EdDSA'],
    });
    await other.close();
  });
});

describe('the metadata of the resource', () => {
  it('is exactly this [PRM-1] [PRM-4] [PRM-5] [PRM-8] [PRM-9] [PRM-10] [PRM-11] [PRM-12] [PRM-13] [R9, S4]', async () => {
    const response = await get('resourceMetadata');
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual({
      resource,
      authorization_servers: [issuer],
      scopes_supported: ['notes:read'],
      bearer_methods_supported: ['header'],
      resource_name: 'Notes',
    });
  });

  it('lives where the path of the resource puts it [PRM-2]', () => {
    const at = (url: string) => resourceMetadataUrl({ ...world.context.settings, resource: url });
    expect(at('https://a.example/mcp')).toBe(
      'https://a.example/.well-known/oauth-protected-resource/mcp',
    );
    expect(at('https://a.example')).toBe('https://a.example/.well-known/oauth-protected-resource');
    expect(at('http://localhost:3000/x/mcp')).toBe(
      'http://localhost:3000/.well-known/oauth-protected-resource/x/mcp',
    );
  });
});

describe('the public keys', () => {
  it('are a JWK set without private members [ASM-20] [JWT-3] [JWT-7]', async () => {
    const response = await get('jwks');
    expect(response.headers.get('content-type')).toBe('application/jwk-set+json');
    const { keys } = (await response.json()) as { keys: object[] };
    const key = {
      kty: 'RSA',
      alg: 'RS256',
      use: 'sig',
      kid: expect.any(String),
      n: expect.any(String),
      e: 'AQAB',
    };
    expect(keys).toEqual([key, key]);
  });

  it('may be cached no longer than a next key waits before it signs [JWT-7]', async () => {
    const cached = (await get('jwks')).headers.get('cache-control');
    const seconds = Number(/max-age=(\d+)/.exec(cached ?? '')?.[1]);
    expect(seconds).toBeGreaterThan(0);
    expect(seconds * 1000 + rereadEveryMs).toBeLessThanOrEqual(announceMs);
  });
});

describe('every document', () => {
  it.each<Document>(['serverMetadata', 'resourceMetadata', 'jwks'])(
    '%s may be cached for minutes and needs no store [JWT-7] [ASM-1] [PRM-1]',
    async (name) => {
      const away = async () => {
        throw new StoreUnavailable('away');
      };
      const store = { ...world.context.store, get: away, find: away, increment: away };
      const server = createAuthorizationServer({ ...world.context, store });
      const response = await get(name, server);
      expect(response.status).toBe(200);
      expect(response.headers.get('cache-control')).toBe('public, max-age=300');
      expect(await response.text()).toBe(await (await get(name)).text());
    },
  );
});

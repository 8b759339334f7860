/** What a metadata document may say, and what becomes of it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  parseDocument,
  readDocument,
} from '../../../../src/oauth/clients/metadata-document/document.js';
import { DocumentRefused } from '../../../../src/oauth/clients/metadata-document/document-refused.js';
import { scopes } from '../../world.js';
import { documentOf } from './vendor.js';

const clientId = 'https://vendor.example/client.json';
const jwksUri = 'https://keys.vendor.example/jwks.json';
const publicKey = { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) };

const settings = {
  privateUseSchemes: ['allowed'],
  scopes,
  cimd: { allowLoopback: false, allowHosts: [], denyHosts: ['denied.example'] },
};

function read(changes: Record<string, unknown> = {}) {
  return readDocument(clientId, documentOf(clientId, changes), settings);
}

/** The reason of a refusal; the client if there is none. */
function refusal(changes: Record<string, unknown>): unknown {
  try {
    return read(changes);
  } catch (error) {
    return error instanceof DocumentRefused ? error.reason : error;
  }
}

describe('a metadata document', () => {
  it('becomes a client known by its host [CIMD-6] [CIMD-18]', () => {
    expect(read({ client_uri: 'https://vendor.example/about' })).toEqual({
      id: clientId,
      origin: 'metadata-document',
      host: 'vendor.example',
      name: 'Test Client',
      redirectUris: ['https://client.example/callback'],
      grantTypes: ['authorization_code', 'refresh_token'],
      authMethods: ['none'],
      metadata: { client_uri: 'https://vendor.example/about' },
    });
  });

  it.each([
    'https://vendor.example/other.json',
    'https://Vendor.example/client.json',
    'https://vendor.example:443/client.json',
    'https://vendor.example/client.json/',
    'https://vendor.example/%63lient.json',
    `${clientId}?`,
    '',
    undefined,
  ])('is refused with the client_id %j [CIMD-3] [CIMD-6] [M10]', (other) => {
    expect(refusal({ client_id: other })).toMatch(/^(client_id|malformed)$/);
  });

  it.each([
    ['no', undefined],
    ['an empty', ''],
    ['an invisible', '\u202e\u200b'],
  ])('is refused with %s client_name [CIMD-6]', (_what, name) => {
    expect(refusal({ client_name: name })).toBe('client_name');
  });

  it.each([
    [undefined],
    [[]],
    [['http://client.example/callback']],
    [['javascript:alert(1)']],
    [['cursor://callback']],
    [['https://client.example/callback#x']],
  ])('is refused with the redirect URIs %j [CIMD-6] [CIMD-9]', (uris) => {
    expect(refusal({ redirect_uris: uris })).toBe('redirect_uris');
  });

  it('keeps the usable redirect URIs, each once [CIMD-9]', () => {
    const usable = ['https://client.example/a', 'http://127.0.0.1/callback', 'allowed://x'];
    const uris = ['cursor://x', ...usable, 'http://client.example/b', ...usable];
    expect(read({ redirect_uris: uris }).redirectUris).toEqual(usable);
  });

  it.each([
    ['client_secret', 'x', 'shared_secret'],
    ['client_secret', null, 'shared_secret'],
    ['client_secret_expires_at', 0, 'shared_secret'],
    ['token_endpoint_auth_method', 'client_secret_basic', 'shared_secret'],
    ['token_endpoint_auth_method', 'client_secret_post', 'shared_secret'],
    ['token_endpoint_auth_method', 'client_secret_jwt', 'shared_secret'],
    ['token_endpoint_auth_methods_supported', ['none', 'client_secret_post'], 'shared_secret'],
    ['jwks', { keys: [{ kty: 'EC' }, { kty: 'RSA', d: '' }] }, 'private_key'],
    ['jwks', { keys: [{ kty: 'oct', k: 'x' }] }, 'private_key'],
    ['jwks', { keys: { kty: 'RSA', p: 'x' } }, 'private_key'],
    ['jwks', { kty: 'RSA', q: 'x' }, 'private_key'],
    ['jwks', [{ kty: 'RSA', dp: 'x' }], 'private_key'],
  ])('is refused with a secret in it: %s = %j [CIMD-8] [M13]', (member, value, reason) => {
    expect(refusal({ [member]: value })).toBe(reason);
  });

  it('may have public keys where it needs none: they are dropped [CIMD-8] [CIMD-27]', () => {
    // A `d` elsewhere makes no key private.
    expect(read({ jwks: { keys: [{ ...publicKey, kid: 'd' }] } })).toEqual(read());
    expect(read({ jwks_uri: jwksUri })).toEqual(read());
  });

  it.each([
    ['dpop_bound_access_tokens', true],
    ['dpop_bound_access_tokens', 'true'],
    ['tls_client_certificate_bound_access_tokens', true],
  ])('is refused when it demands tokens bound to a key: %s = %j [DPOP-3]', (member, value) => {
    expect(refusal({ [member]: value })).toBe('bound_tokens');
    expect(read({ [member]: false })).toEqual(read());
  });

  it.each([
    [undefined, undefined, ['none']],
    ['none', undefined, ['none']],
    ['none', [], ['none']],
    ['private_key_jwt', undefined, ['private_key_jwt']],
    ['none', ['private_key_jwt'], ['private_key_jwt']],
    ['private_key_jwt', ['none'], ['none']],
    ['x', ['tls_client_auth', 'private_key_jwt', 'none', 'none'], ['none', 'private_key_jwt']],
  ])(
    'with the method %j and the list %j may do what both sides know: %j [CIMD-20] [CIMD-21] [M1, M2, M13]',
    (single, list, authMethods) => {
      const sent = {
        token_endpoint_auth_method: single,
        token_endpoint_auth_methods_supported: list,
        jwks_uri: jwksUri,
      };
      expect(read(sent).authMethods).toEqual(authMethods);
    },
  );

  it.each([
    ['tls_client_auth', undefined],
    ['none', ['tls_client_auth']],
  ])('is refused with the method %j and the list %j [CIMD-21]', (single, list) => {
    const sent = {
      token_endpoint_auth_method: single,
      token_endpoint_auth_methods_supported: list,
    };
    expect(refusal(sent)).toBe('auth_method');
    expect(() => read(sent)).toThrow(/neither none nor private_key_jwt/);
  });

  it.each([
    ['by their URL', { jwks_uri: jwksUri }, { jwksUri }],
    [
      'themselves',
      { jwks: { keys: [publicKey] }, token_endpoint_auth_signing_alg: 'ES256' },
      { jwks: { keys: [publicKey] }, assertionAlgorithm: 'ES256' },
    ],
  ])('that must sign brings its keys %s [CIMD-20]', (_how, keys, kept) => {
    const bound = { token_endpoint_auth_method: 'private_key_jwt', ...keys };
    expect(read(bound)).toMatchObject(kept);
  });

  it.each([
    ['no keys', {}],
    ['both keys and their URL', { jwks: { keys: [publicKey] }, jwks_uri: jwksUri }],
    ['no set of keys', { jwks: publicKey }],
    ['no key for signatures', { jwks: { keys: [{ ...publicKey, use: 'enc' }] } }],
    ['a symmetric algorithm', { jwks_uri: jwksUri, token_endpoint_auth_signing_alg: 'HS256' }],
    ['no algorithm', { jwks_uri: jwksUri, token_endpoint_auth_signing_alg: 'none' }],
    ['keys by plain http', { jwks_uri: 'http://vendor.example/jwks' }],
    ['keys on this machine', { jwks_uri: 'https://localhost/jwks' }],
    ['keys of a denied host', { jwks_uri: 'https://denied.example/jwks' }],
    ['a URL of another type', { jwks_uri: [jwksUri] }],
  ])(
    'that must sign but has %s is refused; one that need not may come unsigned [CIMD-20] [CIMD-21] [CIMD-10]',
    (_what, keys) => {
      const bound = { token_endpoint_auth_method: 'private_key_jwt', ...keys };
      expect(refusal(bound)).toBe('keys');
      expect(() => read(bound)).toThrow(/no keys for it that this server can use/);
      const either = {
        ...bound,
        token_endpoint_auth_methods_supported: ['none', 'private_key_jwt'],
      };
      expect(read(either)).toEqual(read());
    },
  );

  it.each([
    [['authorization_code', 'urn:ietf:params:oauth:grant-type:jwt-bearer'], ['authorization_code']],
    [
      ['refresh_token', 'x', 'authorization_code'],
      ['authorization_code', 'refresh_token'],
    ],
    [undefined, ['authorization_code']],
  ])('keeps the known grants: %j [CIMD-27] [M3]', (sent, kept) => {
    expect(read({ grant_types: sent }).grantTypes).toEqual(kept);
  });

  it.each([[['client_credentials']], [['refresh_token']], [[]]])(
    'is refused with the grants %j [CIMD-27]',
    (sent) => {
      expect(refusal({ grant_types: sent })).toBe('grant_types');
    },
  );

  it('may have unknown members [CIMD-27]', () => {
    const strange = { x: { deep: [1] }, software_statement: 7, response_types: null };
    expect(read(strange)).toEqual(read());
  });

  it.each([
    ['client_name', 7],
    ['client_name', null],
    ['redirect_uris', 'https://client.example/callback'],
    ['redirect_uris', ['https://client.example/callback', 7]],
    ['grant_types', 'authorization_code'],
    ['token_endpoint_auth_method', ['none']],
    ['token_endpoint_auth_methods_supported', 'none'],
  ])('is refused with a wrong type: %s = %j [CIMD-6]', (member, value) => {
    expect(refusal({ [member]: value })).toBe('malformed');
  });

  it.each(['null', '[]', '"x"', '7', '', '{', '{}x'])(
    'is refused when it is no JSON object: %j [CIMD-6]',
    (text) => {
      const attempt = () => readDocument(clientId, parseDocument(Buffer.from(text)), settings);
      expect(attempt).toThrow(DocumentRefused);
    },
  );

  it('is refused when it is not UTF-8, which readers understand differently [CIMD-6]', () => {
    const text = JSON.stringify(documentOf(clientId, { client_name: '\xff' }));
    expect(() => parseDocument(Buffer.from(text, 'latin1'))).toThrow(DocumentRefused);
    expect(parseDocument(Buffer.from(text))).toMatchObject({ client_name: '\xff' });
  });

  it('becomes a client or is refused, whatever is in it [SEC-3]', () => {
    const members = fc.dictionary(
      fc.constantFrom(...Object.keys(documentOf(clientId)), 'jwks', '__proto__', 'contacts'),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(members, (changes) => {
        const outcome = refusal(changes);
        if (typeof outcome === 'string') return;
        expect(outcome).toMatchObject({ id: clientId, authMethods: ['none'] });
      }),
      { numRuns: 500 },
    );
  });
});

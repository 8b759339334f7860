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
const keysUrl = 'https://keys.vendor.example/jwks.json';
const coordinate = 'A'.repeat(43);
const publicKey = { kty: 'EC', crv: 'P-256', x: coordinate, y: coordinate, kid: 'one' };

const settings = {
  privateUseSchemes: ['allowed'],
  scopes,
  cimd: { allowLoopback: false, allowHosts: [], denyHosts: ['denied.example'] },
};

function read(changes: Record<string, unknown> = {}, document: unknown = documentOf(clientId)) {
  return readDocument(clientId, { ...(document as object), ...changes }, settings);
}

/** The reason of a refusal; the client if there was none. */
function refusal(changes: Record<string, unknown>): unknown {
  try {
    return read(changes);
  } catch (error) {
    return error instanceof DocumentRefused ? error.reason : error;
  }
}

describe('a metadata document', () => {
  it('becomes a client that is known by its host [CIMD-6] [CIMD-18]', () => {
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
    ['another path', 'https://vendor.example/other.json'],
    ['an upper-case host', 'https://Vendor.example/client.json'],
    ['the default port', 'https://vendor.example:443/client.json'],
    ['a trailing slash', 'https://vendor.example/client.json/'],
    ['an encoded letter', 'https://vendor.example/%63lient.json'],
    ['a query', `${clientId}?`],
    ['nothing', ''],
    ['no client_id', undefined],
  ])('is refused when its client_id has %s [CIMD-3] [CIMD-6] [M10]', (_what, other) => {
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
    ['none', undefined],
    ['an empty list', []],
    ['plain http', ['http://client.example/callback']],
    ['a script', ['javascript:alert(1)']],
    ['a scheme that is not allowed', ['cursor://callback']],
    ['a fragment', ['https://client.example/callback#x']],
  ])('is refused when its redirect URIs are %s [CIMD-6] [CIMD-9]', (_what, uris) => {
    expect(refusal({ redirect_uris: uris })).toBe('redirect_uris');
  });

  it('keeps the redirect URIs that are of use, each once [CIMD-9]', () => {
    const usable = ['https://client.example/a', 'http://127.0.0.1/callback', 'allowed://x'];
    const uris = ['cursor://x', ...usable, 'http://client.example/b', usable[0]];
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
    ['jwks', { keys: [{ kty: 'RSA', n: 'x', e: 'AQAB', d: 'x' }] }, 'private_key'],
    [
      'jwks',
      { keys: [{ kty: 'EC' }, { kty: 'OKP', crv: 'Ed25519', x: 'x', d: '' }] },
      'private_key',
    ],
    ['jwks', { keys: [{ kty: 'oct', k: 'x' }] }, 'private_key'],
    ['jwks', { keys: { kty: 'RSA', p: 'x' } }, 'private_key'],
    ['jwks', { kty: 'RSA', q: 'x' }, 'private_key'],
    ['jwks', [{ kty: 'RSA', dp: 'x' }], 'private_key'],
  ])('is refused with a secret in it: %s = %j [CIMD-8] [M13]', (member, value, reason) => {
    expect(refusal({ [member]: value })).toBe(reason);
  });

  it('may have public keys where it needs none: they are dropped [CIMD-8] [CIMD-27]', () => {
    const jwks = { keys: [{ kty: 'RSA', n: 'x', e: 'AQAB', kid: 'd' }] };
    expect(read({ jwks, jwks_uri: 'https://vendor.example/jwks' })).toEqual(read());
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
    ['no method', undefined, undefined],
    ['the method none', 'none', undefined],
    ['none in a list, whatever it prefers', 'private_key_jwt', ['none', 'private_key_jwt']],
    ['an unknown preference', 'tls_client_auth', ['private_key_jwt', 'none']],
    ['an empty list', 'none', []],
  ])('may name %s and then needs no authentication [CIMD-21] [M13]', (_what, single, list) => {
    const sent = {
      token_endpoint_auth_method: single,
      token_endpoint_auth_methods_supported: list,
    };
    expect(read(sent).authMethods).toEqual(['none']);
  });

  it.each([
    ['an unknown method', 'tls_client_auth', undefined],
    ['a list without a known one', 'none', ['tls_client_auth']],
  ])('is refused when it names %s, with a clear reason [CIMD-21]', (_what, single, list) => {
    const sent = {
      token_endpoint_auth_method: single,
      token_endpoint_auth_methods_supported: list,
    };
    expect(refusal(sent)).toBe('auth_method');
    expect(() => read(sent)).toThrow(/neither none nor private_key_jwt/);
  });

  it.each([
    ['binds itself to a key', 'private_key_jwt', undefined, ['private_key_jwt']],
    ['lists that alone', 'none', ['private_key_jwt'], ['private_key_jwt']],
    ['lists both', 'none', ['private_key_jwt', 'none'], ['none', 'private_key_jwt']],
    [
      'lists more',
      'x',
      ['tls_client_auth', 'private_key_jwt', 'none', 'none'],
      ['none', 'private_key_jwt'],
    ],
  ])(
    'that %s may do what both sides know [CIMD-20] [CIMD-21] [M1, M2]',
    (_what, single, list, methods) => {
      const authentication = {
        token_endpoint_auth_method: single,
        token_endpoint_auth_methods_supported: list,
      };
      expect(read({ ...authentication, jwks_uri: keysUrl })).toMatchObject({
        authMethods: methods,
        jwksUri: keysUrl,
      });
      const signing = { jwks: { keys: [publicKey] }, token_endpoint_auth_signing_alg: 'ES256' };
      expect(read({ ...authentication, ...signing })).toMatchObject({
        authMethods: methods,
        jwks: { keys: [publicKey] },
        assertionAlgorithm: 'ES256',
      });
    },
  );

  it.each([
    ['no keys', {}],
    ['both keys and their URL', { jwks: { keys: [publicKey] }, jwks_uri: keysUrl }],
    ['no set of keys', { jwks: publicKey }],
    ['no key for signatures', { jwks: { keys: [{ ...publicKey, use: 'enc' }] } }],
    ['a symmetric algorithm', { jwks_uri: keysUrl, token_endpoint_auth_signing_alg: 'HS256' }],
    ['no algorithm', { jwks_uri: keysUrl, token_endpoint_auth_signing_alg: 'none' }],
    ['keys by plain http', { jwks_uri: 'http://vendor.example/jwks' }],
    ['keys on this machine', { jwks_uri: 'https://localhost/jwks' }],
    ['keys of a denied host', { jwks_uri: 'https://denied.example/jwks' }],
    ['a URL of another type', { jwks_uri: [keysUrl] }],
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
  ])('lists grants of which the known ones are kept: %j [CIMD-27] [M3]', (sent, kept) => {
    expect(read({ grant_types: sent }).grantTypes).toEqual(kept);
  });

  it.each([[['client_credentials']], [['refresh_token']], [[]]])(
    'is refused when it lists only the grants %j [CIMD-27]',
    (sent) => {
      expect(refusal({ grant_types: sent })).toBe('grant_types');
    },
  );

  it('may have members that nobody knows [CIMD-27]', () => {
    const strange = { 'x-new': { deep: [1] }, software_statement: 7, response_types: null };
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
  ])('is refused with a member of the wrong type: %s = %j [CIMD-6]', (member, value) => {
    expect(refusal({ [member]: value })).toBe('malformed');
  });

  it.each(['null', '[]', '"x"', '7', '', '{', '{}x', '\ufeff', '{"client_id":\xff}'])(
    'is refused when it is no JSON object: %j [CIMD-6]',
    (text) => {
      const attempt = () =>
        readDocument(clientId, parseDocument(Buffer.from(text, 'latin1')), settings);
      expect(attempt).toThrow(DocumentRefused);
    },
  );

  it('is refused when it is not UTF-8, which readers would understand differently [CIMD-6]', () => {
    const text = JSON.stringify(documentOf(clientId, { client_name: '\xff' }));
    expect(() => parseDocument(Buffer.from(text, 'latin1'))).toThrow(DocumentRefused);
    expect(parseDocument(Buffer.from(text))).toMatchObject({ client_name: '\xff' });
  });

  it('leads to a client or to a refusal, whatever is in it [SEC-3]', () => {
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

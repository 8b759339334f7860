/** The documents that come with this software. */
import { describe, expect, it } from 'vitest';
import { bundledDocument } from '../../../../src/oauth/clients/metadata-document/bundled.js';
import { bundledDocuments } from '../../../../src/oauth/clients/metadata-document/bundled-documents.js';
import { readDocument } from '../../../../src/oauth/clients/metadata-document/document.js';
import { documentUrl } from '../../../../src/oauth/clients/metadata-document/url.js';
import { scopes } from '../../world.js';

function clientOf(clientId: string) {
  const document = bundledDocument(clientId);
  const settings = { scopes, cimd: { allowLoopback: false, allowHosts: [], denyHosts: [] } };
  return document === undefined ? undefined : readDocument(clientId, document, settings);
}

describe('a bundled document', () => {
  it.each(bundledDocuments.map(({ url }) => url.replace('*', 'an_Id-1')))(
    'holds to the rules for all others: %s [CIMD-23]',
    (clientId) => {
      expect(documentUrl(clientId, false)?.href).toBe(clientId);
      expect(clientOf(clientId)).toMatchObject({
        id: clientId,
        grantTypes: ['authorization_code', 'refresh_token'],
      });
    },
  );

  it.each(bundledDocuments.map(({ url }) => url.replace('*', 'an_Id-1')))(
    'lets its client in with what it can do: %s [CIMD-21]',
    (clientId) => {
      // Since 2026 ChatGPT signs where it can; Codex, from the same host, does not.
      const signs = /^https:\/\/chatgpt\.com\/oauth\/(an_Id-1\/)?client\.json$/.test(clientId);
      const { authMethods, jwksUri, assertionAlgorithm } = clientOf(clientId) ?? {};
      expect([authMethods, jwksUri, assertionAlgorithm]).toEqual(
        signs
          ? [['none', 'private_key_jwt'], 'https://chatgpt.com/oauth/jwks.json', 'RS256']
          : [['none'], undefined, undefined],
      );
    },
  );

  it('may be one of many, with its id in the redirect URI [CIMD-23] [ISS-3]', () => {
    expect(clientOf('https://chatgpt.com/oauth/abc/client.json')?.redirectUris).toEqual([
      'https://chatgpt.com/connector/oauth/abc',
    ]);
    expect(clientOf('https://chatgpt.com/oauth/codex/abc/client.json')?.redirectUris).toEqual([
      'http://127.0.0.1/callback/abc',
      'http://localhost/callback/abc',
    ]);
    expect(clientOf('https://chatgpt.com/oauth/codex/client.json')?.name).toBe('Codex');
  });

  it.each([
    'https://claude.ai/oauth/other',
    'https://claude.ai/oauth/mcp-oauth-client-metadata/',
    'https://chatgpt.com/oauth/a/b/client.json',
    'https://chatgpt.com/oauth//client.json',
    'https://chatgpt.com/oauth/%2e%2e/client.json',
    'https://chatgpt.com/oauth/client.jsonx',
    'https://evil.example/oauth/client.json',
  ])('is none for %s [CIMD-23]', (clientId) => {
    expect(bundledDocument(clientId)).toBeUndefined();
  });
});

/** Which client ids are URLs of metadata documents. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentUrl, isUrlShaped } from '../../../../src/oauth/clients/metadata-document/url.js';

describe('a client id that is a URL', () => {
  it.each([
    'https://vendor.example/client.json',
    'https://vendor.example:8443/client.json',
    'https://vendor.example/oauth/',
    'https://vendor.example/client.json?v=1',
    'https://xn--bcher-kva.example/client.json',
    'https://vendor.example/a..b/.well-known/client',
    'https://vendor.example/@tools/client.json',
    'https://claude.ai/oauth/mcp-oauth-client-metadata',
  ])('is good: %s [CIMD-2]', (clientId) => {
    expect(documentUrl(clientId, false)?.href).toBe(clientId);
  });

  it.each([
    'http://vendor.example/client.json',
    'ftp://vendor.example/client.json',
    'https://vendor.example',
    'https://vendor.example/',
    'https://vendor.example/?id=1',
    'https://user@vendor.example/client.json',
    'https://user:pass@vendor.example/client.json',
    'https://@vendor.example/client.json',
    'https://vendor.example/client.json#x',
    'https://vendor.example/client.json#',
    'https://vendor.example/./client.json',
    'https://vendor.example/a/../client.json',
    'https://vendor.example/%2e/client.json',
    'https://vendor.example/a/%2E%2e/client.json',
    'https://vendor.example/a/.%2e/client.json',
    'https://vendor.example/a%2f..%2fclient.json',
    'https://vendor.example/a%5C%2e%2e%5Cx',
    'https://vendor.example/a/..',
    'https://vendor.example\\client.json',
    'HTTPS://vendor.example/client.json',
    'https://Vendor.example/client.json',
    'https://vendor.example:443/client.json',
    'https://vendor.example./client.json',
    'https://bücher.example/client.json',
    'https://vendor.example/cli\tent.json',
    ' https://vendor.example/client.json',
    'https://0x7f.1/client.json',
    'https://0177.0.0.1/client.json',
    'https://2130706433/client.json',
    'https://１27.0.0.1/client.json',
    'https://[0:0:0:0:0:0:0:1]/client.json',
    'https://localhost/client.json',
    'https://127.0.0.1/client.json',
    'https://[::1]/client.json',
    // More than 512 characters.
    `https://vendor.example/${'a'.repeat(490)}`,
    'https://',
  ])('is refused: %j [CIMD-2] [CIMD-11] [CIMD-12] [M10]', (clientId) => {
    expect(documentUrl(clientId, false)).toBeUndefined();
  });

  it.each([
    'http://localhost:3000/client.json',
    'http://127.0.0.1:3000/client.json',
    'https://[::1]:3000/client.json',
  ])('may lead to this machine while developing: %s [CIMD-12]', (clientId) => {
    expect(documentUrl(clientId, true)?.href).toBe(clientId);
    expect(documentUrl(clientId, false)).toBeUndefined();
  });

  it.each(['http://vendor.example/client.json', 'http://127.0.0.2/client.json'])(
    'needs https elsewhere even while developing: %s [CIMD-2]',
    (clientId) => {
      expect(documentUrl(clientId, true)).toBeUndefined();
    },
  );

  it('has one spelling, and nothing that hides where it leads [CIMD-2]', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl({ withFragments: true }), fc.string()), (text) => {
        const url = documentUrl(text, false);
        if (url === undefined) return;
        expect(url.href).toBe(text);
        const { protocol, username, password, hash } = url;
        expect([protocol, username, password, hash]).toEqual(['https:', '', '', '']);
        expect(decodeURIComponent(url.pathname).split(/[/\\]/)).not.toContain('..');
      }),
      { numRuns: 1000 },
    );
  });
});

it.each([
  ['https://x', true],
  ['http://x', true],
  ['HTTPS://X', true],
  ['https:x', true],
  ['client_AbC', false],
  ['https', false],
  ['ahttps://x', false],
  ['', false],
])('%j claims to be a URL: %s', (clientId, expected) => {
  expect(isUrlShaped(clientId)).toBe(expected);
});

/** Which client ids are taken as the URL of a metadata document. */
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
  ])('is admissible: %s [CIMD-2]', (clientId) => {
    expect(documentUrl(clientId, false)?.href).toBe(clientId);
  });

  it.each([
    ['plain http', 'http://vendor.example/client.json'],
    ['another scheme', 'ftp://vendor.example/client.json'],
    ['no path', 'https://vendor.example'],
    ['nothing but a slash', 'https://vendor.example/'],
    ['nothing but a query', 'https://vendor.example/?id=1'],
    ['a user', 'https://user@vendor.example/client.json'],
    ['a user and a password', 'https://user:pass@vendor.example/client.json'],
    ['an empty user', 'https://@vendor.example/client.json'],
    ['a fragment', 'https://vendor.example/client.json#x'],
    ['an empty fragment', 'https://vendor.example/client.json#'],
    ['a dot segment', 'https://vendor.example/./client.json'],
    ['a double dot segment', 'https://vendor.example/a/../client.json'],
    ['an encoded dot segment', 'https://vendor.example/%2e/client.json'],
    ['an encoded double dot segment', 'https://vendor.example/a/%2E%2e/client.json'],
    ['a half-encoded double dot segment', 'https://vendor.example/a/.%2e/client.json'],
    ['a dot segment behind an encoded slash', 'https://vendor.example/a%2f..%2fclient.json'],
    ['a dot segment behind an encoded backslash', 'https://vendor.example/a%5C%2e%2e%5Cx'],
    ['a dot segment at the end', 'https://vendor.example/a/..'],
    ['a backslash', 'https://vendor.example\\client.json'],
    ['an upper-case scheme', 'HTTPS://vendor.example/client.json'],
    ['an upper-case host', 'https://Vendor.example/client.json'],
    ['the default port', 'https://vendor.example:443/client.json'],
    ['a trailing dot of the host', 'https://vendor.example./client.json'],
    ['a host in another script', 'https://bücher.example/client.json'],
    ['a tab', 'https://vendor.example/cli\tent.json'],
    ['a space in front', ' https://vendor.example/client.json'],
    ['a hexadecimal address', 'https://0x7f.1/client.json'],
    ['an octal address', 'https://0177.0.0.1/client.json'],
    ['a decimal address', 'https://2130706433/client.json'],
    ['an address in full-width digits', 'https://１27.0.0.1/client.json'],
    ['an uncompressed IPv6 address', 'https://[0:0:0:0:0:0:0:1]/client.json'],
    ['localhost', 'https://localhost/client.json'],
    ['this machine by address', 'https://127.0.0.1/client.json'],
    ['this machine by IPv6 address', 'https://[::1]/client.json'],
    ['more than 512 characters', `https://vendor.example/${'a'.repeat(490)}`],
    ['no URL', 'https://'],
  ])('is refused with %s [CIMD-2] [CIMD-11] [CIMD-12] [M10]', (_what, clientId) => {
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

  it('has one spelling only, and no part that would hide where it leads [CIMD-2]', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl({ withFragments: true }), fc.string()), (text) => {
        const url = documentUrl(text, false);
        if (url === undefined) return;
        expect(url.href).toBe(text);
        expect([url.protocol, url.username, url.password, url.hash]).toEqual([
          'https:',
          '',
          '',
          '',
        ]);
        expect(decodeURIComponent(url.pathname).split(/[/\\]/)).not.toContain('..');
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a client id', () => {
  it.each(['https://x', 'http://x', 'HTTPS://X', 'https:x'])('claims to be a URL: %s', (id) => {
    expect(isUrlShaped(id)).toBe(true);
  });

  it.each(['client_AbC', 'https', 'ahttps://x', ''])('is an ordinary one: %s', (id) => {
    expect(isUrlShaped(id)).toBe(false);
  });
});

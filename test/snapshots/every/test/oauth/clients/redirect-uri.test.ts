/** Which redirect URIs a client may have, and which ones match. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isAcceptableRedirectUri,
  isLoopbackRedirectUri,
  matchesRedirectUri,
} from '../../../src/oauth/clients/redirect-uri.js';

/** What clients in use register. */
const known = [
  'https://claude.ai/api/mcp/auth_callback',
  'https://claude.com/api/mcp/auth_callback',
  'https://chatgpt.com/connector_platform_oauth_redirect',
  'https://chatgpt.com/connector/oauth/AbC_123-x',
  'https://chat.openai.com/aip/g-0123/oauth/callback',
  'https://vscode.dev/redirect',
  'https://insiders.vscode.dev/redirect',
  'http://127.0.0.1/',
  'http://127.0.0.1:33418/',
  'http://127.0.0.1:33418',
  'http://localhost/callback',
  'http://localhost:8787/callback',
  'http://localhost:3000',
  'http://[::1]/oauth_callback',
  'http://localhost:6274/oauth/callback/debug',
  'http://127.0.0.1:1456/mcp/oauth/callback',
  'https://www.cursor.com/agents/mcp/oauth/callback',
  'https://app.insomnia.rest/oauth/redirect',
  'https://global.consent.azure-apim.net/redirect/some-tool',
  'https://teams.microsoft.com/api/platform/v1.0/oAuthRedirect',
  'https://vertexaisearch.cloud.google.com/oauth-redirect',
  'https://antigravity.google/oauth-callback',
  'https://oauth2.slack.com/external/auth/callback',
  'https://n8n.example.com:8443/rest/oauth2-credential/callback?tenant=1',
];

describe('an acceptable redirect URI', () => {
  it.each(known)('is %s, and it matches itself [DCR-6] [RED-4] [U8]', (uri) => {
    expect(isAcceptableRedirectUri(uri)).toBe(true);
    expect(matchesRedirectUri(uri, uri)).toBe(true);
  });

  it('may have a private-use scheme made of a reversed domain name [RED-5]', () => {
    expect(isAcceptableRedirectUri('com.example.app:/oauth/callback')).toBe(true);
    expect(isAcceptableRedirectUri('com.example.app://callback')).toBe(true);
  });

  it('may have another scheme only if the operator allows it [RED-5] [DCR-12] [U3]', () => {
    const uri = 'cursor://anysphere.cursor-mcp/oauth/callback';
    expect(isAcceptableRedirectUri(uri)).toBe(false);
    expect(isAcceptableRedirectUri(uri, ['cursor'])).toBe(true);
    expect(isAcceptableRedirectUri('cursors://x', ['cursor'])).toBe(false);
  });

  it.each(['javascript', 'data', 'file', 'vbscript', 'blob', 'about', 'filesystem'])(
    'never has the scheme %s, allowed or not [DCR-6] [SEC-3] [U3, A3, A32]',
    (scheme) => {
      for (const spelled of [scheme, scheme.toUpperCase()]) {
        for (const rest of ['//client.example/cb', 'alert(1)', '/cb', '//%0aalert(1)']) {
          expect(isAcceptableRedirectUri(`${spelled}:${rest}`, [scheme, spelled])).toBe(false);
        }
      }
    },
  );

  it.each([
    '',
    '/callback',
    '//client.example/callback',
    'client.example/callback',
    'https://',
    'https:client.example',
    'https:/client.example/cb',
    'https:///client.example/cb',
    'http://client.example/cb',
    'http://10.0.0.1/cb',
    'http://127.0.0.2/cb',
    'http://localhost.client.example/cb',
    'http://localhost@client.example/cb',
    'http://127.0.0.1@client.example/cb',
    'http://127.0.0.1:80@client.example/cb',
    'http://0x7f.1/cb',
    'http://2130706433/cb',
    'http://localhost:99999/cb',
    'http://localhost:port/cb',
    'http://user@localhost/cb',
    'https://user:pass@client.example/cb',
    'https://client.example@evil.example/cb',
    'https://client.example/cb#',
    'https://client.example/cb#x',
    'https://client.example\\@evil.example/cb',
    'https://client.example/..\\cb',
    'https://client.example/a/../cb',
    'https://client.example/a/%2e%2E/cb',
    'https://client.example/./cb',
    'https://client.example/c b',
    'https://client.example/cb\n',
    'https://client.example/\tcb',
    ' https://client.example/cb',
    'https://client.example/cb\u0000',
    'https://clïent.example/cb',
    'https://client.example/"onclick="x',
    'https://client.example/<x>',
    `https://client.example/${'x'.repeat(2000)}`,
    'ftp://client.example/cb',
    'ws://client.example/cb',
    'myapp:/cb',
    'mailto:a@client.example',
  ])('is not %j [DCR-6] [RED-4] [RED-6] [A3, A17]', (uri) => {
    expect(isAcceptableRedirectUri(uri)).toBe(false);
  });
});

describe('matching a requested redirect URI', () => {
  it.each([
    ['http://localhost/callback', 'http://localhost:53112/callback'],
    ['http://localhost:8787/callback', 'http://localhost:8788/callback'],
    ['http://localhost:8787/callback', 'http://localhost/callback'],
    ['http://127.0.0.1/callback', 'http://127.0.0.1:1/callback'],
    ['http://[::1]/oauth_callback', 'http://[::1]:65535/oauth_callback'],
    ['http://127.0.0.1:33418/', 'http://127.0.0.1:33418'],
    ['http://127.0.0.1:33418', 'http://127.0.0.1:50000/'],
    ['http://127.0.0.1/cb?a=b', 'http://127.0.0.1:5/cb?a=b'],
  ])(
    'ignores the port of a native application: %s is %s [RED-2] [RED-3] [U1, U2]',
    (registered, asked) => {
      expect(matchesRedirectUri(registered, asked)).toBe(true);
    },
  );

  const registered = 'https://client.example/callback';
  it.each([
    'https://client.example/callback/',
    'https://client.example/callback/x',
    'https://client.example/callback?x=1',
    'https://client.example/callback#x',
    'https://client.example/Callback',
    'https://CLIENT.example/callback',
    'HTTPS://client.example/callback',
    'https://client.example:443/callback',
    'https://client.example:8443/callback',
    'https://client.example./callback',
    'https://client.example.evil.example/callback',
    'https://evil.example/callback',
    'https://client.example@evil.example/callback',
    'https://user@client.example/callback',
    'https://client.example\\@evil.example/callback',
    'https://client.example/%63allback',
    'https://client.example/./callback',
    'https://client.example/x/../callback',
    'https://client.example/x/%2e%2e/callback',
    'http://client.example/callback',
    'https://client.example/callbac',
    ' https://client.example/callback',
    'https://client.example/callback\n',
    '',
  ])('takes %j for another one [RED-1] [A17]', (requested) => {
    expect(matchesRedirectUri(registered, requested)).toBe(false);
  });

  const native = 'http://127.0.0.1:33418/callback';
  it.each([
    'http://localhost:33418/callback',
    'http://[::1]:33418/callback',
    'https://127.0.0.1:33418/callback',
    'http://127.0.0.1:33418/',
    'http://127.0.0.1:33418/callback/',
    'http://127.0.0.1:33418/Callback',
    'http://127.0.0.1:33418/callback?x=1',
    'http://127.0.0.1:33418/callback#x',
    'http://127.0.0.1:33418@evil.example/callback',
    'http://127.0.0.1.evil.example:33418/callback',
    'http://127.0.0.1:33418.evil.example/callback',
    'http://evil@127.0.0.1:33418/callback',
    'http://127.0.0.1:99999/callback',
    'http://127.0.0.1:/callback',
    'http://0x7f000001:33418/callback',
  ])('takes %j for another one [RED-1] [RED-2] [A17]', (requested) => {
    expect(matchesRedirectUri(native, requested)).toBe(false);
  });

  it('never leaves the registered host, and only finds what registration accepts [RED-1] [RED-4] [U5] [A17]', () => {
    const pieces = fc.constantFrom(
      ...['http://', 'https://', '127.0.0.1', 'localhost', 'evil.example', ':1', '@', '\\', '/'],
      ...['callback', '.', '%2e', '?', '#', ' ', '[::1]', '%00', '\n'],
    );
    const uris = fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(uris, (uri) => {
        if (!matchesRedirectUri(native, uri)) return;
        expect(isAcceptableRedirectUri(uri)).toBe(true);
        const { protocol, hostname, pathname, username } = new URL(uri);
        const parts = [protocol, hostname, pathname, username];
        expect(parts).toEqual(['http:', '127.0.0.1', '/callback', '']);
      }),
      { numRuns: 5000, examples: [['http://127.0.0.1:1/callback']] },
    );
  });
});

describe('a loopback redirect URI', () => {
  it('leads to the machine of the user [CIMD-19]', () => {
    expect(isLoopbackRedirectUri('http://localhost:1/cb')).toBe(true);
    expect(isLoopbackRedirectUri('http://[::1]/cb')).toBe(true);
    expect(isLoopbackRedirectUri('https://localhost.example/cb')).toBe(false);
  });
});

/** What the configuration accepts, and what it refuses. */
import { describe, expect, it } from 'vitest';
import { variables } from '../../src/config/variables.js';
import { oauthSettings, readConfig } from '../../src/config.js';
import { development, expectRefused, problemsOf, production, secret, wrong } from './wrong.js';

describe('readConfig', () => {
  it('needs nothing but a secret while developing [TOK-10]', () => {
    expect(readConfig(development)).toMatchObject({
      production: false,
      publicUrl: 'http://localhost:3000',
      mcpPath: '/mcp',
      host: '127.0.0.1',
      port: 3000,
      secretKeys: [secret],
      signingAlgorithm: 'RS256',
      accessTokenTtl: 900,
      refreshTokenTtl: 2_592_000,
      grantTtl: 7_776_000,
      rateLimits: { login: { max: 10, seconds: 900 } },
      cimd: { allowLoopback: false, allowHosts: [], denyHosts: [] },
      trustedProxyHops: 0,
      allowedOrigins: [],
      logLevel: 'info',
    });
  });

  it('derives the public URL from the port and listens everywhere in production', () => {
    expect(readConfig({ ...development, PORT: '8080' }).publicUrl).toBe('http://localhost:8080');
    expect(readConfig(production)).toMatchObject({ production: true, host: '0.0.0.0' });
  });

  it('lists every mistake at once', () => {
    const env = {
      PORT: 'http',
      PUBLIC_URL: 'mcp.example.com',
      RATE_LIMITS: 'some',
      LOG_LEVEL: 'x',
    };
    expect(wrong(env).sort()).toEqual([
      'LOG_LEVEL',
      'PORT',
      'PUBLIC_URL',
      'RATE_LIMITS',
      'SECRET_KEYS',
    ]);
    expect(() => readConfig(env)).toThrow(/SECRET_KEYS is missing[\s\S]*LOG_LEVEL must be/);
  });

  it('never repeats a value, which may be a secret', () => {
    for (const name of Object.keys(variables)) {
      const text = problemsOf({ ...development, [name]: 'planted \0' }).join();
      expect(text).toContain(name);
      expect(text).not.toContain('planted');
    }
  });

  it('takes an empty variable for absent', () => {
    const empty = Object.fromEntries(Object.keys(variables).map((name) => [name, ' ']));
    expect(readConfig({ ...empty, SECRET_KEYS: secret })).toEqual(readConfig(development));
  });

  it.each(['RS256', 'ES256', 'EdDSA'])('signs with %s [JWT-3]', (algorithm) => {
    const env = { ...development, SIGNING_ALGORITHM: algorithm };
    expect(readConfig(env).signingAlgorithm).toBe(algorithm);
  });

  it('signs with nothing else [JWT-1]', () => {
    expectRefused('SIGNING_ALGORITHM', ['none', 'HS256', 'rs256', 'Ed25519']);
  });

  it.each([
    ['https://mcp.example.com'],
    ['https://MCP.example.com:443/', 'https://mcp.example.com'],
    ['https://example.com/notes/', 'https://example.com/notes'],
    ['https://example.com:8443/a/b'],
    ['http://localhost:3000'],
    ['http://127.0.0.1:3000/x'],
    ['http://[::1]:3000'],
  ])(
    'derives the issuer from the public URL %s [ASM-4, PRM-6] [D11]',
    (text = '', issuer = text) => {
      expect(readConfig({ ...development, PUBLIC_URL: text }).publicUrl).toBe(issuer);
    },
  );

  it('refuses other public URLs [ASM-4, PRM-6]', () => {
    expectRefused('PUBLIC_URL', [
      'http://mcp.example.com',
      'http://localhost.example.com',
      'http://10.0.0.1',
      'https://mcp.example.com/?a=b',
      'https://mcp.example.com/#a',
      'https://user@mcp.example.com',
      'https://mcp.example.com/a/../b',
      'https://mcp.example.com//',
      'https://mcp.example.com/a//b',
      'https://mcp.example.com/.well-known/x',
      'https:\\\\mcp.example.com',
      'https:mcp.example.com',
      'https://mcp.example.com/%2e%2e/',
      'ftp://mcp.example.com',
    ]);
  });

  it('refuses other MCP paths [PRM-6]', () => {
    expectRefused('MCP_PATH', [
      'mcp',
      '/',
      '/mcp/',
      '/a//b',
      '/a/../b',
      '/mcp?x',
      '/token',
      '/login/mcp',
      '/.well-known/x',
    ]);
  });

  it('takes several keys, but no short or repeated one', () => {
    const other = secret.split('').reverse().join('');
    const both = { SECRET_KEYS: `${other}, ${secret}` };
    expect(readConfig(both).secretKeys).toEqual([other, secret]);
    expectRefused('SECRET_KEYS', [`${other},${other}`, `${other},short`, secret.slice(0, 31)]);
  });

  it.each([
    ['ACCESS_TOKEN_TTL', '60', '59'],
    ['ACCESS_TOKEN_TTL', '86400', '86401'],
    ['REFRESH_RETRY_WINDOW', '0', '-1'],
    ['CONSENT_TTL', '0', 'off'],
    ['CONSENT_TTL', '7776000', '7776001'],
    ['REFRESH_RETRY_WINDOW', '600', '601'],
    ['PORT', '65535', '65536'],
    ['TRUSTED_PROXY_HOPS', '10', '1.5'],
    ['PORT', '80', '0x50'],
  ])('takes %s=%s, but not %s', (name, good, bad) => {
    expect(wrong({ ...development, [name]: good })).toEqual([]);
    expectRefused(name, [bad]);
  });

  it('refuses grants that end before their refresh tokens', () => {
    expectRefused('GRANT_TTL', ['86400']);
    const both = { ...development, GRANT_TTL: '86400', REFRESH_TOKEN_TTL: '86400' };
    expect(readConfig(both).grantTtl).toBe(86_400);
  });

  it('takes single limits, and no unknown ones [SEC-4]', () => {
    const limits = readConfig({
      ...development,
      RATE_LIMITS: 'login=5/60, token=600/60',
    }).rateLimits;
    expect(limits).toMatchObject({
      login: { max: 5, seconds: 60 },
      token: { max: 600, seconds: 60 },
      register: { max: 300, seconds: 3600 },
    });
    expect(readConfig({ ...development, RATE_LIMITS: 'off' }).rateLimits).toBe('off');
    expectRefused('RATE_LIMITS', ['logins=5/60', 'login=0/60', 'login=5', 'login=5/60,', 'ON']);
  });

  it('takes host names for client documents, in one spelling [CIMD-22]', () => {
    const hosts = { CIMD_DENY_HOSTS: 'Example.com, bücher.example', CIMD_ALLOW_HOSTS: 'localhost' };
    expect(readConfig({ ...development, ...hosts }).cimd).toEqual({
      allowLoopback: false,
      allowHosts: ['localhost'],
      denyHosts: ['example.com', 'xn--bcher-kva.example'],
    });
    const others = ['https://a.example', 'a.example/x', 'a.example:1', '*.a.example', 'a,,b'];
    expectRefused('CIMD_DENY_HOSTS', others);
  });

  it('turns client documents off, or on for this machine [ASM-7, CIMD-12]', () => {
    expect(readConfig({ ...development, CIMD: 'off' }).cimd).toBe('off');
    const env = { ...development, CIMD_ALLOW_LOOPBACK: 'on' };
    expect(readConfig(env).cimd).toMatchObject({ allowLoopback: true });
  });

  it('takes full origins only [HTTP-2]', () => {
    const env = { ...development, ALLOWED_ORIGINS: 'https://a.example, http://localhost:6274/' };
    expect(readConfig(env).allowedOrigins).toEqual(['https://a.example', 'http://localhost:6274']);
    const others = ['*', 'a.example', 'https://a.example/x', 'https://a.example,', 'null'];
    expectRefused('ALLOWED_ORIGINS', others);
  });

  it('takes one token for OpenAI, or none', () => {
    expect(readConfig(development).openaiAppsChallenge).toBeUndefined();
    const env = { ...development, OPENAI_APPS_CHALLENGE: 'a1-B2_c3.d4' };
    expect(readConfig(env).openaiAppsChallenge).toBe('a1-B2_c3.d4');
    expectRefused('OPENAI_APPS_CHALLENGE', ['two words']);
  });

  it('takes the form of challenges, or leaves it to each request [RS-14]', () => {
    expect(readConfig(development).toolChallenge).toBe('auto');
    for (const form of ['auto', 'http', 'result']) {
      expect(readConfig({ ...development, TOOL_CHALLENGE: form }).toolChallenge).toBe(form);
    }
    expectRefused('TOOL_CHALLENGE', ['both']);
  });
});

describe('production', () => {
  it.each([
    ['PUBLIC_URL', undefined],
    ['PUBLIC_URL', 'http://localhost:3000'],
    ['SECRET_KEYS', undefined],
    ['RATE_LIMITS', 'off'],
    ['CIMD_ALLOW_LOOPBACK', 'on'],
  ])('refuses %s=%s [SEC-1, SEC-7, CIMD-12] [D14]', (name, value) => {
    expect(wrong({ ...production, [name]: value })).toEqual([name]);
  });

  it.each([
    'change-me-change-me-change-me-now-please',
    'this-is-a-secret-of-more-than-32-letters',
    'your-key-here-0f9a8b7c6d5e4f3a2b1c0d9e8f',
    'a'.repeat(40),
    'abcdefghijklmnopqrstuvwxyz0123456789',
    '0123456789abcdef0123456789abcdef',
    '121122211121221112122111212211122',
    'qwertyqwertyqwertyqwertyqwertyqwertyqw',
  ])('refuses the secret %s, which can be guessed [SEC-7]', (key) => {
    expectRefused('SECRET_KEYS', [`${secret},${key}`], production);
    expect(wrong({ SECRET_KEYS: key })).toEqual([]);
  });

  it('takes random keys of any encoding', () => {
    for (let round = 0; round < 500; round += 1) {
      const bytes = Buffer.from(crypto.getRandomValues(new Uint8Array(32)));
      for (const encoding of ['hex', 'base64', 'base64url'] as const) {
        expect(wrong({ ...production, SECRET_KEYS: bytes.toString(encoding) })).toEqual([]);
      }
    }
  });
});

it('oauthSettings names issuer and resource as clients see them [PRM-5]', () => {
  const env = {
    ...development,
    PUBLIC_URL: 'https://example.com/notes/',
    MCP_PATH: '/tools/mcp',
  };
  expect(oauthSettings(readConfig(env))).toMatchObject({
    issuer: 'https://example.com/notes',
    resource: 'https://example.com/notes/tools/mcp',
    mcpPath: '/tools/mcp',
    accessTokenTtl: 900,
  });
});

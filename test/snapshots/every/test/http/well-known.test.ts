/** Where clients look for metadata. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LiveServer, openLiveServer } from '../live/server.js';
import { rawRequest } from './raw-request.js';

describe.each(['', '/apps/notes'])('a server below "%s"', (prefix) => {
  let live: LiveServer;
  const fetchText = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await rawRequest(live.config.port, { path, headers });
    const { status, body } = answer;
    return { status, body, type: answer.headers.get('content-type') ?? '' };
  };

  beforeAll(async () => {
    live = await openLiveServer({}, prefix);
  });
  afterAll(() => live.close());

  it('serves the same resource metadata under every name [PRM-1, PRM-2, PRM-3, PRM-7] [D6, R9]', async () => {
    const byPath = await fetchText(`/.well-known/oauth-protected-resource${prefix}/mcp`);
    const byRoot = await fetchText('/.well-known/oauth-protected-resource');
    expect(byPath.status).toBe(200);
    expect(byPath.type).toMatch(/^application\/json/);
    expect(byRoot).toEqual(byPath);
    expect(JSON.parse(byPath.body).resource).toBe(live.mcpUrl);
  });

  it('serves the same server metadata under every name [ASM-1, ASM-2, ASM-3, ASM-19, PRM-8] [D7, D12]', async () => {
    const inserted = await fetchText(`/.well-known/oauth-authorization-server${prefix}`);
    expect(inserted.status).toBe(200);
    expect(inserted.type).toMatch(/^application\/json/);
    expect(JSON.parse(inserted.body).issuer).toBe(live.config.publicUrl);
    for (const path of [
      `/.well-known/openid-configuration${prefix}`,
      `${prefix}/.well-known/openid-configuration`,
      `${prefix}/.well-known/oauth-authorization-server`,
    ]) {
      expect(await fetchText(path), path).toEqual(inserted);
    }
  });

  it('answers unknown paths with 404 in JSON [PRM-16] [D9]', async () => {
    const unknown = [
      '/.well-known/nope',
      '/.well-known/oauth-protected-resource/other',
      '/.well-known/oauth-authorization-server/mcp',
      `${prefix}/nope`,
      `${prefix}/mcp/below`,
      `${prefix}/loginx`,
    ];
    for (const path of unknown) {
      const { status, type, body } = await fetchText(path);
      expect(status, path).toBe(404);
      expect(type).toMatch(/^application\/json/);
      expect(JSON.parse(body).error).toBe('not_found');
    }
  });

  it('ignores the protocol version on metadata [PRM-15]', async () => {
    for (const path of [
      '/.well-known/oauth-protected-resource',
      `/.well-known/oauth-authorization-server${prefix}`,
    ]) {
      const headers = { 'mcp-protocol-version': '2024-11-05' };
      expect((await fetchText(path, headers)).status).toBe(200);
    }
  });

  it('takes no host or scheme from the caller [ASM-21, SEC-2] [D14, D15]', async () => {
    const forged = {
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      'x-forwarded-for': '203.0.113.9',
      forwarded: 'host=evil.example;proto=https',
    };
    for (const path of [
      `/.well-known/oauth-protected-resource${prefix}/mcp`,
      `/.well-known/oauth-authorization-server${prefix}`,
    ]) {
      expect(await fetchText(path, forged)).toEqual(await fetchText(path));
    }
  });

  it('lists endpoints that exist [ASM-5, ASM-8, ASM-15, ASM-20]', async () => {
    const { body } = await fetchText(`/.well-known/oauth-authorization-server${prefix}`);
    const metadata = JSON.parse(body) as Record<string, string>;
    for (const name of ['token_endpoint', 'registration_endpoint', 'revocation_endpoint']) {
      const response = await fetch(`${metadata[name]}`, { method: 'POST' });
      expect(response.status, name).toBe(400);
    }
    expect((await fetch(`${metadata['jwks_uri']}`)).status).toBe(200);
    expect((await fetch(`${metadata['authorization_endpoint']}`)).status).toBe(400);
  });
});

/** Whole connections of clients with metadata documents. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Client } from '../../../../src/oauth/clients/client.js';
import { assertionOf, by, openSigner } from '../../assertions.js';
import { answerOf } from '../../authorize/asking.js';
import { bodyOf, redeem, refresh } from '../../client-calls.js';
import type { World } from '../../world.js';
import { ask, openWorldWithVendors } from './asking.js';
import { documentOf, openVendor, serve, type Vendor } from './vendor.js';

let vendor: Vendor;
let world: World;
let client: Client;

beforeEach(async () => {
  vendor = await openVendor();
  world = await openWorldWithVendors();
  client = { id: vendor.url } as Client;
});
afterEach(async () => {
  await world.close();
  await vendor.close();
});

/** Signs in and stops at the consent page. */
async function consentPage(clientId = vendor.url) {
  const { browser, visit } = await ask(world, clientId);
  return { browser, page: await browser.submit(visit, { username: 'ann' }) };
}

async function approve(): Promise<string> {
  const { browser, page } = await consentPage();
  return answerOf(await browser.submit(page, { decision: 'approve' }))['code'] ?? '';
}

describe('a connection of a client with a metadata document', () => {
  it('goes from a first visit to tokens and fresh ones [CIMD-1] [CIMD-28]', async () => {
    const tokens = await bodyOf(await redeem(world, client, await approve()));
    expect(tokens).toMatchObject({ token_type: 'Bearer', scope: 'notes:read' });
    const next = await bodyOf(await refresh(world, client, tokens.refresh_token));
    expect(next.access_token).toBeTypeOf('string');
    expect(vendor.requests).toHaveLength(1);
  });

  it('shows host and name at consent [CIMD-18] [C5]', async () => {
    const { page } = await consentPage();
    expect(page.text).toContain(`vendor.test:${vendor.port}`);
    expect(page.text).toContain('Test Client');
    expect(page.text).toContain('client.example');
  });

  it('shows the same for every path of a host, and no picture [CIMD-26] [CIMD-29] [A6]', async () => {
    const changes = { logo_uri: 'https://vendor.test/logo', client_uri: 'javascript:alert(1)' };
    const texts = [];
    for (const path of ['official', 'other']) {
      const url = `https://vendor.test:${vendor.port}/${path}`;
      vendor.answer = serve(documentOf(url, changes));
      const { page } = await consentPage(url);
      texts.push(page.text.replace(/value="[^"]*"|transaction=[^"]*/g, ''));
    }
    expect(texts[0]).toBe(texts[1]);
    expect(texts[0]).not.toMatch(/official|<img|\/logo|javascript:/);
  });

  it('needs consent again, and shows what changed [CIMD-25]', async () => {
    await approve();
    vendor.answer = serve(documentOf(vendor.url, { client_name: 'Another Name' }));
    world.pass({ days: 1 });
    const { page } = await consentPage();
    expect(page.url.pathname).toBe('/consent');
    expect(page.text).toContain('Another Name');
  });

  it('keeps its redirect URI when the document changes on the way [CIMD-9] [M8]', async () => {
    const code = await approve();
    const changes = { redirect_uris: ['https://evil.example/callback'] };
    vendor.answer = serve(documentOf(vendor.url, changes), { 'cache-control': 'no-store' });
    const parameters = { redirect_uri: 'https://evil.example/callback' };
    expect((await redeem(world, client, code, parameters)).status).toBe(400);
    expect((await redeem(world, client, code)).status).toBe(200);
  });

  it('goes on while its host fails [CIMD-24]', async () => {
    let { refresh_token: token } = await bodyOf(await redeem(world, client, await approve()));
    vendor.answer = serve('', {}, 403);
    for (let i = 0; i < 3; i += 1) {
      world.pass({ days: 29 });
      const response = await refresh(world, client, token);
      expect(response.status).toBe(200);
      token = (await bodyOf(response)).refresh_token;
    }
    expect(vendor.requests).toHaveLength(4);
  });

  it('ends with the document, and goes on when it is back [CIMD-15] [CIMD-16]', async () => {
    const { refresh_token: token } = await bodyOf(await redeem(world, client, await approve()));
    const good = vendor.answer;
    vendor.answer = serve('', {}, 404);
    world.pass({ days: 2 });
    const refused = await refresh(world, client, token);
    expect([refused.status, (await bodyOf(refused)).error]).toEqual([401, 'invalid_client']);
    vendor.answer = good;
    expect((await refresh(world, client, token)).status).toBe(200);
  });

  it('ends when the document demands what is not possible [CIMD-20]', async () => {
    const { refresh_token: token } = await bodyOf(await redeem(world, client, await approve()));
    const changes = { token_endpoint_auth_method: 'private_key_jwt' };
    vendor.answer = serve(documentOf(vendor.url, changes));
    world.pass({ days: 2 });
    expect((await refresh(world, client, token)).status).toBe(401);
  });

  it('is signed as soon as the document demands it [CIMD-20]', async () => {
    const { refresh_token: token } = await bodyOf(await redeem(world, client, await approve()));
    const signer = await openSigner();
    const keys = { jwks: { keys: [signer.publicKey] } };
    const changes = { token_endpoint_auth_method: 'private_key_jwt', ...keys };
    vendor.answer = serve(documentOf(vendor.url, changes));
    world.pass({ days: 1 });
    expect((await refresh(world, client, token)).status).toBe(401);
    const signed = by(await assertionOf(world, vendor.url, signer));
    expect((await refresh(world, client, token, signed)).status).toBe(200);
  });

  it.each([
    ['may sign', ['none', 'private_key_jwt']],
    ['must sign', ['private_key_jwt']],
  ])(
    'of one that %s uses the keys that its host serves [CIMD-20] [CIMD-21] [CA-10]',
    async (_what, list) => {
      const signer = await openSigner('RS256');
      const document = documentOf(vendor.url, {
        token_endpoint_auth_method: 'private_key_jwt',
        token_endpoint_auth_methods_supported: list,
        token_endpoint_auth_signing_alg: 'RS256',
        jwks_uri: `https://vendor.test:${vendor.port}/jwks`,
      });
      vendor.answer = (response, { url }) =>
        serve(url === '/jwks' ? { keys: [signer.publicKey] } : document)(response);
      const code = await approve();
      expect(vendor.requests.map(({ url }) => url)).toEqual(['/client.json']);
      const signed = async (key = signer) => by(await assertionOf(world, vendor.url, key));
      const thief = await openSigner('RS256');
      expect((await redeem(world, client, code, await signed(thief))).status).toBe(401);
      const tokens = await bodyOf(await redeem(world, client, code, await signed()));
      expect(tokens.access_token).toBeTypeOf('string');
      const next = await refresh(world, client, tokens.refresh_token, await signed());
      expect(next.status).toBe(200);
      const unsigned = await refresh(world, client, (await bodyOf(next)).refresh_token);
      expect(unsigned.status).toBe(list.includes('none') ? 200 : 401);
      expect(vendor.requests.map(({ url }) => url)).toEqual(['/client.json', '/jwks']);
    },
  );

  it('has no secret, so none is taken [CA-6] [CIMD-8]', async () => {
    const code = await approve();
    const response = await redeem(world, client, code, { client_secret: 'x' });
    expect([response.status, (await bodyOf(response)).error]).toEqual([401, 'invalid_client']);
  });

  it('cannot begin at the token endpoint, where anybody could have any URL fetched', async () => {
    const response = await redeem(world, client, 'a-code');
    expect([response.status, (await bodyOf(response)).error]).toEqual([401, 'invalid_client']);
    expect(vendor.connections).toBe(0);
  });
});

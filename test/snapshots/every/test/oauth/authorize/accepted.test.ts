/** Odd requests that are good: real clients send them. */

import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../../../src/oauth/clients/client.js';
import {
  type Answer,
  addClient,
  bodyOf,
  caller,
  type Parameters,
  redeem,
  redirectUri,
} from '../client-calls.js';
import { issuer, openWorld, resource, type World } from '../world.js';
import { answerOf, authorizeParameters, authorizeUrl, signedInBrowser } from './asking.js';

let world: World;
let client: Client;

beforeAll(async () => {
  world = await openWorld();
  client = await addClient(world);
});
afterAll(() => world.close());

async function approved(asking: Client, changes: Parameters): Promise<Record<string, string>> {
  const browser = await signedInBrowser(world, client);
  const page = await browser.open(await authorizeUrl(world, asking, changes));
  return answerOf(await browser.submit(page, { decision: 'approve' }));
}

async function tokens(changes: Parameters, asking: Client = client): Promise<Answer> {
  const { code = '' } = await approved(asking, changes);
  return bodyOf(await redeem(world, asking, code, { redirect_uri: undefined }));
}

describe('an authorization request', () => {
  it('ignores unknown parameters, even repeated ones [AZ-1]', async () => {
    expect(await approved(client, { foo: ['bar', 'baz'], nonce: 'n' })).toHaveProperty('code');
  });

  it('counts empty parameters as absent [AZ-1] [S3, U9]', async () => {
    const answer = await approved(client, { scope: '', resource: '', prompt: '', state: '' });
    expect(answer).toEqual({ code: expect.any(String), iss: issuer });
  });

  it.each([
    ['short', 's'],
    ['of 3000 characters', 'x'.repeat(3000)],
    ['of awkward characters', 'a b+c%2B&d=e#f?"\'é€\u{1f600}'],
    ['left out', undefined],
  ])('gets back its state and no challenge: %s [AZ-7] [PKCE-5] [U9]', async (_, state) => {
    const answer = await approved(client, { state });
    expect(answer).toEqual({ code: expect.any(String), state, iss: issuer });
  });

  it('may be posted as a form [AZ-1]', async () => {
    const browser = await signedInBrowser(world, client);
    const page = await browser.open(`${issuer}/authorize`, await authorizeParameters(client));
    expect(page.redirects).toEqual([303]);
    expect(answerOf(await browser.submit(page, { decision: 'approve' }))).toHaveProperty('code');
  });

  it.each([
    ['upper-case scheme and host', 'HTTPS://MCP.EXAMPLE.COM/mcp'],
    ['the default port', 'https://mcp.example.com:443/mcp'],
    ['a trailing slash', `${resource}/`],
    ['several spellings', [resource, `${resource}/`]],
    ['none', undefined],
  ])(
    'gets tokens for the resource named with %s [RES-4, RES-6, RES-7] [R1, R4]',
    async (_, named) => {
      const { access_token: token = '' } = await tokens({ resource: named });
      expect(decodeJwt(token)['aud']).toBe(resource);
    },
  );

  it.each([
    ['in any order', 'notes:write notes:read', 'notes:write notes:read'],
    ['with stray spaces', '  notes:read   ', 'notes:read'],
    ['named twice', 'notes:read notes:read', 'notes:read'],
    ['among unknown ones', 'claudeai notes:read openid', 'notes:read'],
    ['left out', undefined, 'notes:read'],
    ['empty', '', 'notes:read'],
    ['of offline access alone', ' offline_access', 'notes:read offline_access'],
    ['with offline access', 'offline_access notes:write', 'notes:write offline_access'],
  ])('is granted the known scopes: %s [S1, S2, S3]', async (_, scope, granted) => {
    const answer = await tokens({ scope });
    expect(answer['scope']).toBe(granted);
  });

  it('is granted all scopes that the metadata lists [ASM-16] [S4]', async () => {
    const metadata = await world.server.serverMetadata(new Request(issuer), caller);
    const { scopes_supported: listed } = (await metadata.json()) as { scopes_supported: string[] };
    const answer = await tokens({ scope: listed.join(' ') });
    expect(answer['scope']).toBe(listed.join(' '));
  });

  it('grants no offline access to a client that cannot refresh [REF-8]', async () => {
    const short = await addClient(world, { grantTypes: ['authorization_code'] });
    const answer = await tokens({ scope: 'notes:read offline_access' }, short);
    expect(answer['scope']).toBe('notes:read');
    expect(answer).not.toHaveProperty('refresh_token');
  });

  it('may leave out the only redirect URI [RED-7]', async () => {
    expect(await approved(client, { redirect_uri: undefined })).toHaveProperty('code');
  });

  it('ignores unknown prompts and asks [AZ-13]', async () => {
    expect(await approved(client, { prompt: 'select_account consent later' })).toHaveProperty(
      'code',
    );
  });

  it('may have any port in a redirect URI of the own computer [RED-2, RED-3] [U1]', async () => {
    const native = await addClient(world, { redirectUris: ['http://localhost/callback'] });
    const browser = await signedInBrowser(world, client);
    const uri = 'http://localhost:51234/callback';
    const page = await browser.open(await authorizeUrl(world, native, { redirect_uri: uri }));
    const left = await browser.submit(page, { decision: 'approve' });
    expect(left.url.href).toMatch(/^http:\/\/localhost:51234\/callback\?code=/);
    const { code = '' } = answerOf(left);
    const response = await redeem(world, native, code, { redirect_uri: uri });
    expect(response.status).toBe(200);
  });

  it('binds the code to the redirect URI of the request [RED-8]', async () => {
    const { code = '' } = await approved(client, {});
    const response = await redeem(world, client, code, { redirect_uri: `${redirectUri}/x` });
    expect(await bodyOf(response)).toMatchObject({ error: 'invalid_grant' });
  });
});

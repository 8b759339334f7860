/** Authorization requests that only one check stops. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../../../src/oauth/clients/client.js';
import { addClient, type Parameters } from '../client-calls.js';
import { issuer, openWorld, resource, type World } from '../world.js';
import { authorizeUrl, refusalOf, signedInBrowser } from './asking.js';

let world: World;
let client: Client;

beforeAll(async () => {
  world = await openWorld();
  client = await addClient(world);
});
afterAll(() => world.close());

describe('a refused request', () => {
  const refused: [title: string, changes: Parameters, error: string][] = [
    ['without a response type [AZ-4, AZ-5]', { response_type: undefined }, 'invalid_request'],
    ['for a token [AZ-6]', { response_type: 'token' }, 'unsupported_response_type'],
    ['for a code and more [AZ-6]', { response_type: 'code id_token' }, 'unsupported_response_type'],
    ['that repeats its scope [AZ-2]', { scope: ['notes:read', 'notes:write'] }, 'invalid_request'],
    ['that repeats one value [AZ-2]', { response_type: ['code', 'code'] }, 'invalid_request'],
    [
      'that repeats its challenge [AZ-2, PKCE-5]',
      { code_challenge: ['A'.repeat(43), 'B'.repeat(43)] },
      'invalid_request',
    ],
    ['without a code challenge [PKCE-1] [P1]', { code_challenge: undefined }, 'invalid_request'],
    ['with an empty code challenge [PKCE-1]', { code_challenge: '' }, 'invalid_request'],
    [
      'without a challenge method [PKCE-3] [A7]',
      { code_challenge_method: undefined },
      'invalid_request',
    ],
    ['with the plain method [PKCE-3]', { code_challenge_method: 'plain' }, 'invalid_request'],
    [
      'with the method in small letters [PKCE-3]',
      { code_challenge_method: 's256' },
      'invalid_request',
    ],
    ['with a short challenge [PKCE-4]', { code_challenge: 'A'.repeat(42) }, 'invalid_request'],
    ['with a long challenge [PKCE-4]', { code_challenge: 'A'.repeat(44) }, 'invalid_request'],
    [
      'with a padded challenge [PKCE-4]',
      { code_challenge: `${'A'.repeat(42)}=` },
      'invalid_request',
    ],
    [
      'with a foreign resource [RES-2]',
      { resource: 'https://other.example/mcp' },
      'invalid_target',
    ],
    ['with a fragment in the resource [RES-1]', { resource: `${resource}#x` }, 'invalid_target'],
    [
      'with a query in the resource [RES-2] [R6]',
      { resource: `${resource}?utm=1` },
      'invalid_target',
    ],
    ['that names the origin only [RES-2] [R7]', { resource: issuer }, 'invalid_target'],
    [
      'with one foreign resource among ours [RES-6]',
      { resource: [resource, 'https://other.example/mcp'] },
      'invalid_target',
    ],
    ['for scopes that do not exist [AZ-5] [S2]', { scope: 'claudeai admin' }, 'invalid_scope'],
    ['for OpenID Connect alone [ASM-17]', { scope: 'openid' }, 'invalid_scope'],
    ['that wants no page at all [AZ-13]', { prompt: 'none' }, 'consent_required'],
    ['that wants no page and a page [AZ-13]', { prompt: 'none login' }, 'invalid_request'],
  ];

  it.each(refused)('%s is answered to the client [AZ-4, ISS-1]', async (_, changes, error) => {
    const answer = await refusalOf(world, client, changes);
    expect(answer).toMatchObject({ error, state: 'the-state', iss: issuer });
    expect(answer['error_description']).toMatch(/^[ !#-[\]-~]+$/);
    expect(answer).not.toHaveProperty('code');
  });

  it('carries no state if that is repeated [AZ-2]', async () => {
    const answer = await refusalOf(world, client, { state: ['one', 'two'] });
    expect(answer).toMatchObject({ error: 'invalid_request', iss: issuer });
    expect(answer).not.toHaveProperty('state');
  });

  it('is audited with its reason and without its values [SEC-5]', async () => {
    await refusalOf(world, client, { scope: 'a-scope-of-nobody' });
    expect(world.audited.at(-1)).toEqual({
      event: 'authorization.refused',
      clientId: client.id,
      reason: 'invalid_scope',
    });
  });

  it('keeps the query of the redirect URI [RED-6]', async () => {
    const uri = 'https://client.example/callback?tenant=a%20b&x';
    const tenant = await addClient(world, { redirectUris: [uri] });
    const browser = await signedInBrowser(world, client);
    const visit = await browser.open(
      await authorizeUrl(world, tenant, { redirect_uri: uri, scope: 'nothing' }),
    );
    expect(visit.url.href).toMatch(/^https:\/\/client\.example\/callback\?tenant=a%20b&x&error=/);
  });
});

/** What a registration cannot have. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bodyOf, caller, register } from '../client-calls.js';
import { issuer, openWorld, type World } from '../world.js';

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const redirect_uris = ['https://client.example/callback'];

describe('redirect URIs of a registration', () => {
  it('are kept once, byte by byte; what is no text is dropped [DCR-12] [RED-1] [U4]', async () => {
    const sent = ['https://A.example/CB?x=%2f', 'https://a.example/CB?x=%2f'];
    const response = await register(world, { redirect_uris: [...sent, 7, null, ...sent] });
    expect((await bodyOf(response))['redirect_uris']).toEqual(sent);
  });

  it('may use private schemes that the operator allows [DCR-6] [RED-5] [U3]', async () => {
    const open = await openWorld({ privateUseSchemes: ['cursor'] });
    const uri = 'cursor://anysphere.cursor-mcp/oauth/callback';
    const response = await register(open, { redirect_uris: [uri] });
    expect((await bodyOf(response))['redirect_uris']).toEqual([uri]);
    await open.close();
  });

  it.each([
    ['missing', undefined],
    ['an empty list', []],
    ['a text', 'https://client.example/callback'],
    ['a script', ['javascript:alert(1)']],
    ['data', ['data:text/html,x']],
    ['plain http', ['http://client.example/cb']],
    ['a fragment', ['https://client.example/cb#x']],
    ['an unknown private scheme', ['myapp:/cb']],
    ['not texts', [7, null, {}]],
  ])('are refused when none is usable: %s [DCR-5] [DCR-6] [RED-4] [A3]', async (_, uris) => {
    const response = await register(world, { redirect_uris: uris });
    expect(response.status).toBe(400);
    expect((await bodyOf(response)).error).toBe('invalid_redirect_uri');
    expect(world.audited.at(-1)).toMatchObject({
      event: 'client.refused',
      reason: 'invalid_redirect_uri',
    });
  });
});

describe('a registration that cannot be', () => {
  it.each([
    ['a response type other than code', { response_types: ['token'] }],
    ['only grants that do not exist here', { grant_types: ['client_credentials'] }],
    ['grant types that are no list', { grant_types: 'authorization_code' }],
    ['an unknown method', { token_endpoint_auth_method: 'tls_client_auth' }],
    ['a method of the wrong type', { token_endpoint_auth_method: ['none'] }],
    ['no JSON', '{'],
    ['empty', ''],
    ['null', 'null'],
    ['a list', '[]'],
    ['a text', '"x"'],
    ['too large', JSON.stringify({ redirect_uris, x: 'x'.repeat(66_000) })],
  ])('is refused: %s [DCR-5] [DCR-9] [DCR-14] [DCR-15]', async (_, sent) => {
    const body = typeof sent === 'string' ? sent : { redirect_uris, ...sent };
    const response = await register(world, body);
    expect(response.status).toBe(400);
    expect((await bodyOf(response)).error).toBe('invalid_client_metadata');
  });

  it('is refused as a form or by GET [DCR-2]', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await register(world, 'redirect_uris=x', headers)).status).toBe(400);
    const get = await world.server.register(new Request(`${issuer}/register`), caller);
    expect(get.status).toBe(405);
  });
});

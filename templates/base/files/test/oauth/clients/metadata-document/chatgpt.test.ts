/** ChatGPT's two ways to sign in: with one callback for all connections, or one for each. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Client } from '../../../../src/oauth/clients/client.js';
import { assertionOf, by, openSigner } from '../../assertions.js';
import { answerOf, authorizeUrl } from '../../authorize/asking.js';
import { openBrowser } from '../../browser/browser.js';
import {
  bodyOf,
  caller,
  isAccepted,
  openGrant,
  post,
  redeem,
  verifier,
} from '../../client-calls.js';
import { issuer, openWorld, resource, type World } from '../../world.js';

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

async function document(name: 'serverMetadata' | 'resourceMetadata') {
  const response = await world.server[name](new Request(issuer), caller);
  return (await response.json()) as Record<string, unknown>;
}

describe('ChatGPT', () => {
  it.each([
    {
      clientId: 'https://chatgpt.com/oauth/client.json',
      callback: 'https://chatgpt.com/connector_platform_oauth_redirect',
    },
    {
      clientId: 'https://chatgpt.com/oauth/AbC_123-x/client.json',
      callback: 'https://chatgpt.com/connector/oauth/AbC_123-x',
    },
  ])('connects with the callback $callback [ISS-3] [M1]', async ({ clientId, callback }) => {
    const browser = openBrowser(world.server, issuer);
    const asked = { redirect_uri: callback, resource };
    const login = await browser.open(await authorizeUrl(world, { id: clientId }, asked));
    const consent = await browser.submit(login, { username: 'ann' });
    const visit = await browser.submit(consent, { decision: 'approve' });
    expect(`${visit.url.origin}${visit.url.pathname}`).toBe(callback);
    const { code = '', iss } = answerOf(visit);
    expect(iss).toBe(issuer);
    const tokens = await post(world.server.token, {
      grant_type: 'authorization_code',
      client_id: clientId,
      code,
      redirect_uri: callback,
      code_verifier: verifier,
      resource,
    });
    const { access_token: token = '' } = await bodyOf(tokens);
    expect(await isAccepted(world, token)).toBe(true);
  });

  it('may sign its requests where neither its document nor its keys can be fetched: it is let in as one that need not [CIMD-24] [CIMD-21] [M1, M2]', async () => {
    const clientId = 'https://chatgpt.com/oauth/client.json';
    const redirect_uri = 'https://chatgpt.com/connector_platform_oauth_redirect';
    const browser = openBrowser(world.server, issuer);
    await browser.open(await authorizeUrl(world, { id: clientId }, { redirect_uri }));
    const known = { id: clientId } as Client;
    const { code } = await openGrant(world, known);
    const assertion = await assertionOf(world, clientId, await openSigner('RS256'));
    expect((await redeem(world, known, code, by(assertion))).status).toBe(200);
    expect(world.audited).toContainEqual({
      event: 'keys.unavailable',
      clientId,
      reason: 'unresolved',
    });
    const late = { header: { alg: 'RS256' }, claims: { exp: 0 } };
    const expired = await assertionOf(world, clientId, await openSigner('RS256'), late);
    const refused = await post(world.server.revoke, { token: 'x', ...by(expired) });
    expect(refused.status).toBe(401);
  });

  it('is told by one name who answers, wherever it looks: so it takes the first way [ISS-3, ISS-2]', async () => {
    expect(await document('serverMetadata')).toMatchObject({
      issuer,
      authorization_response_iss_parameter_supported: true,
    });
    expect((await document('resourceMetadata'))['authorization_servers']).toEqual([issuer]);
  });

  it('is not sent to the callback of another connection [ISS-3, RED-1]', async () => {
    const browser = openBrowser(world.server, issuer);
    const asked = { redirect_uri: 'https://chatgpt.com/connector/oauth/another' };
    const id = 'https://chatgpt.com/oauth/AbC_123-x/client.json';
    const visit = await browser.open(await authorizeUrl(world, { id }, asked));
    expect([visit.status, visit.hasLeft]).toEqual([400, false]);
  });
});

/** ChatGPT with one callback for all connections, and with one for each. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Client } from '../../../../src/oauth/clients/client.js';
import { assertionOf, by, openSigner } from '../../assertions.js';
import { answerOf, authorizeUrl } from '../../authorize/asking.js';
import { openBrowser } from '../../browser/browser.js';
import { bodyOf, isAccepted, openGrant, post, redeem } from '../../client-calls.js';
import { issuer, openWorld, resource, type World } from '../../world.js';

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

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
    const client = { id: clientId } as Client;
    const browser = openBrowser(world.server, issuer);
    const asked = { redirect_uri: callback, resource };
    const login = await browser.open(await authorizeUrl(world, client, asked));
    const consent = await browser.submit(login, { username: 'ann' });
    const visit = await browser.submit(consent, { decision: 'approve' });
    expect(visit.url.href.split('?')[0]).toBe(callback);
    const { code = '', iss } = answerOf(visit);
    expect(iss).toBe(issuer);
    const tokens = await bodyOf(await redeem(world, client, code, asked));
    expect(await isAccepted(world, tokens.access_token ?? '')).toBe(true);
  });

  it('may sign where neither its document nor its keys can be fetched: it is let in as one that need not [CIMD-24] [CIMD-21] [M1, M2]', async () => {
    const client = { id: 'https://chatgpt.com/oauth/client.json' } as Client;
    const redirect_uri = 'https://chatgpt.com/connector_platform_oauth_redirect';
    const browser = openBrowser(world.server, issuer);
    await browser.open(await authorizeUrl(world, client, { redirect_uri }));
    const { code } = await openGrant(world, client);
    const signer = await openSigner('RS256');
    const assertion = await assertionOf(world, client.id, signer);
    expect((await redeem(world, client, code, by(assertion))).status).toBe(200);
    expect(world.audited).toContainEqual({
      event: 'keys.unavailable',
      clientId: client.id,
      reason: 'unresolved',
    });
    const expired = await assertionOf(world, client.id, signer, { claims: { exp: 0 } });
    const refused = await post(world.server.revoke, { token: 'x', ...by(expired) });
    expect(refused.status).toBe(401);
  });

  it('is not sent to the callback of another connection [ISS-3, RED-1]', async () => {
    const browser = openBrowser(world.server, issuer);
    const asked = { redirect_uri: 'https://chatgpt.com/connector/oauth/another' };
    const id = 'https://chatgpt.com/oauth/AbC_123-x/client.json';
    const visit = await browser.open(await authorizeUrl(world, { id }, asked));
    expect([visit.status, visit.hasLeft]).toEqual([400, false]);
  });
});

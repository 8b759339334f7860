/** Assertions as the official SDK makes them. */
import { createPrivateKeyJwtAuth } from '@modelcontextprotocol/sdk/client/auth-extensions.js';
import { exportJWK } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addKeyClient, openSigner } from '../../assertions.js';
import { bodyOf, caller, openGrant, redeem } from '../../client-calls.js';
import { issuer, openWorld, type World } from '../../world.js';

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

describe('the official SDK', () => {
  it.each([
    ['the issuer, from the metadata', true],
    ['the token endpoint, without them', false],
  ])('gets tokens with an assertion for %s [CA-7] [CA-8]', async (_what, hasMetadata) => {
    const signer = await openSigner('RS256');
    const client = await addKeyClient(world, signer);
    const metadata = await bodyOf(await world.server.serverMetadata(new Request(issuer), caller));
    const authenticate = createPrivateKeyJwtAuth({
      issuer: client.id,
      subject: client.id,
      // It signs by the clock of this machine, which is behind that of the test.
      lifetimeSeconds: Math.floor((world.context.clock() - Date.now()) / 1000) + 300,
      privateKey: { ...(await exportJWK(signer.privateKey)), kid: signer.kid },
      alg: signer.alg,
    });
    const parameters = new URLSearchParams();
    const known = hasMetadata ? metadata : undefined;
    await authenticate(new Headers(), parameters, `${issuer}/token`, known as never);
    const { code } = await openGrant(world, client);
    const sent = { client_id: undefined, ...Object.fromEntries(parameters) };
    expect((await redeem(world, client, code, sent)).status).toBe(200);
  });
});

/** Enterprise-managed authorization when nothing is wrong. */
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findStoredClient } from '../../../../src/oauth/clients/index.js';
import { isLive } from '../../../../src/oauth/grant.js';
import { findGrants, revokeGrants } from '../../../../src/oauth/grants.js';
import { openBrowser } from '../../browser/browser.js';
import {
  addClient,
  addConfidentialClient,
  caller,
  present as presentToken,
} from '../../client-calls.js';
import { issuer, openWorld, resource } from '../../world.js';
import {
  type Enterprise,
  type EnterpriseWorld,
  idJag,
  jwtBearer,
  openEnterprise,
  openEnterpriseWorld,
  present,
} from './enterprise.js';

let enterprise: Enterprise;
let world: EnterpriseWorld;

beforeAll(async () => {
  enterprise = await openEnterprise();
  world = await openEnterpriseWorld([{ issuer: enterprise.issuer }]);
});
afterAll(async () => {
  await world.close();
  await enterprise.close();
});

const presentWith = async (claims: Record<string, unknown>, scope?: string) =>
  present(world, await idJag(world, enterprise, { claims }), { scope });

describe('an identity assertion of a trusted issuer', () => {
  it('gives an access token for its user, and no refresh token [EMA-1, EMA-2, EMA-7]', async () => {
    const answer = await presentWith({});
    expect(answer).toEqual({
      status: 200,
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 900,
      scope: 'notes:read notes:write',
    });
    const token = answer.access_token ?? '';
    expect(decodeJwt(token)).toMatchObject({ sub: 'user_ann', aud: resource, iss: issuer });
    expect(await presentToken(world, token)).toMatchObject({
      principal: { kind: 'user', subject: 'user_ann', clientId: world.client.id },
    });
  });

  it('tells who it is about by issuer and subject; the rest is for display [EMA-8]', async () => {
    const claims = { sub: 'bob', email: 'ann@example.com' };
    await presentWith(claims);
    expect(world.linked.at(-1)).toMatchObject({
      issuer: enterprise.issuer,
      subject: 'bob',
      claims,
    });
    expect(world.linked.at(-1)).not.toHaveProperty('tenant');
  });

  it('is taken from a client with a secret in Basic', async () => {
    const { client, secret } = await addConfidentialClient(world, 'client_secret_basic');
    const assertion = await idJag({ ...world, client }, enterprise);
    const basic = { authorization: `Basic ${btoa(`${client.id}:${secret}`)}` };
    const answer = await present(world, assertion, { client_id: undefined }, basic);
    expect(answer.status).toBe(200);
  });

  it('brings a new client with a metadata document along [EMA-2]', async () => {
    const id = `${enterprise.issuer}/assistant.json`;
    enterprise.serves['/assistant.json'] = {
      client_id: id,
      client_name: 'Assistant',
      redirect_uris: ['http://localhost:33418/callback'],
      grant_types: ['authorization_code', 'refresh_token', jwtBearer],
      token_endpoint_auth_method: 'none',
    };
    const visits = () => enterprise.asked.filter((path) => path === '/assistant.json').length;
    const client = { ...world.client, id };
    const forged = await idJag({ ...world, client }, enterprise, { claims: { aud: 'x' } });
    expect((await present(world, forged, { client_id: id })).status).toBe(400);
    // Nobody can have any URL fetched without an assertion that names it.
    const named = await idJag(world, enterprise);
    expect((await present(world, named, { client_id: id })).status).toBe(401);
    expect(visits()).toBe(0);
    const assertion = await idJag({ ...world, client }, enterprise);
    expect((await present(world, assertion, { client_id: id })).status).toBe(200);
    expect(visits()).toBe(1);
    expect(await findStoredClient(world.context, id)).toMatchObject({ name: 'Assistant' });
  });

  it.each([undefined, resource, `${resource}/`, [resource]])(
    'is for the resource of this server, named as %j [EMA-3]',
    async (named) => {
      const { status, access_token: token = '' } = await presentWith({ resource: named });
      expect([status, decodeJwt(token).aud]).toEqual([200, resource]);
    },
  );

  it.each([
    ['notes:write', 'notes:read notes:write', 'notes:read notes:write'],
    ['notes:read', 'notes:read notes:write', 'notes:read'],
    ['notes:read notes:write', 'notes:read', 'notes:read'],
    ['notes:read other:scope', 'notes:read offline_access', 'notes:read'],
    ['notes:read', 'notes:write', 'none'],
    ['notes:read notes:write', undefined, 'notes:read notes:write'],
    [undefined, undefined, 'notes:read'],
    [undefined, 'notes:read notes:write', 'notes:read'],
  ])('with %j gives a request for %j the scope %j [EMA-5]', async (scope, asked, given) => {
    const answer = await presentWith({ scope }, asked);
    expect(answer['scope'] ?? 'none').toBe(given);
    expect(answer.error).toBe(given === 'none' ? 'invalid_scope' : undefined);
  });

  it('is for one of several tenants, each with users of its own [EMA-2, EMA-8]', async () => {
    const tenants = await openEnterpriseWorld([
      { issuer: enterprise.issuer, tenant: 'acme' },
      { issuer: enterprise.issuer, tenant: 'zenith' },
    ]);
    for (const tenant of ['acme', 'zenith']) {
      const assertion = await idJag(tenants, enterprise, { claims: { tenant } });
      expect((await present(tenants, assertion)).status).toBe(200);
      expect(tenants.linked.at(-1)).toMatchObject({ tenant, subject: 'ann' });
    }
    await tenants.close();
  });

  it('leads to a connection that the user sees and the operator can end', async () => {
    const answer = await presentWith({ sub: 'eve' });
    const token = answer.access_token ?? '';
    const grants = await findGrants(world.context, { userId: 'user_eve' });
    expect(grants).toMatchObject([{ assertedBy: enterprise.issuer, refreshable: false }]);
    const { server } = world;
    const browser = openBrowser(server, issuer);
    const login = await browser.open(`${issuer}/account`);
    const page = await browser.submit(login, { username: 'eve' });
    expect(page.text).toContain('your organization (localhost:');
    await revokeGrants(world.context, grants, 'operator_request', caller.address);
    expect(await presentToken(world, token)).toBeInstanceOf(Response);
  });

  it('lasts as long as its one token [EMA-7]', async () => {
    await presentWith({ sub: 'zoe' });
    const [grant] = await findGrants(world.context, { userId: 'user_zoe' });
    if (grant === undefined) throw new Error('There is no grant');
    expect(isLive(grant, world.context.clock() + 899_999)).toBe(true);
    expect(isLive(grant, world.context.clock() + 900_000)).toBe(false);
  });
});

describe('the metadata', () => {
  const metadataOf = async ({ server }: Pick<EnterpriseWorld, 'server'>) => {
    const request = new Request(`${issuer}/.well-known/oauth-authorization-server`);
    return (await server.serverMetadata(request, caller)).json();
  };

  it('names the grant and its profile [EMA-6]', async () => {
    const metadata = (await metadataOf(world)) as Record<string, string[]>;
    expect(metadata['grant_types_supported']).toContain(jwtBearer);
    expect(metadata['authorization_grant_profiles_supported']).toEqual([
      'urn:ietf:params:oauth:grant-profile:id-jag',
    ]);
  });

  it('says nothing of them where no issuer is trusted, and none is taken [EMA-6]', async () => {
    const usual = await openWorld();
    const metadata = (await metadataOf(usual)) as Record<string, string[]>;
    expect(metadata['grant_types_supported']).not.toContain(jwtBearer);
    expect(metadata).not.toHaveProperty('authorization_grant_profiles_supported');
    const client = await addClient(usual);
    const bare = { ...usual, client, linked: [] };
    const answer = await present(bare, await idJag(bare, enterprise));
    expect(answer).toMatchObject({ status: 400, error: 'unsupported_grant_type' });
    await usual.close();
  });
});

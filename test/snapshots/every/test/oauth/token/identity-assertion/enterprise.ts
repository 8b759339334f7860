/** An identity provider on this machine, and a world that trusts it. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignJWT } from 'jose';
import { expect } from 'vitest';
import type { AssertedIdentity, TrustedIssuer } from '../../../../src/login/contract.js';
import type { Client } from '../../../../src/oauth/clients/client.js';
import { createGuardedFetch } from '../../../../src/oauth/clients/metadata-document/fetch/guarded-fetch.js';
import type { OAuthSettings } from '../../../../src/oauth/context.js';
import { createAuthorizationServer } from '../../../../src/oauth/index.js';
import { openSigner, type Signer } from '../../assertions.js';
import { type Answer, addClient, bodyOf, type Parameters, post } from '../../client-calls.js';
import { issuer, openWorld, resource, type World } from '../../world.js';

export const jwtBearer = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

export interface Enterprise {
  issuer: string;
  signer: Signer;
  /** What it serves, by path; the rest is a 404. */
  serves: Record<string, unknown>;
  /** Every path that was asked for, oldest first. */
  asked: string[];
  close: () => Promise<void>;
}

/** Serves metadata and one key. */
export async function openEnterprise(): Promise<Enterprise> {
  const signer = await openSigner();
  const serves: Record<string, unknown> = {};
  const asked: string[] = [];
  const server = createServer(({ url = '/' }, response) => {
    asked.push(url);
    const body = serves[url];
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  serves['/.well-known/openid-configuration'] = { issuer: origin, jwks_uri: `${origin}/keys` };
  serves['/keys'] = { keys: [signer.publicKey] };
  return {
    issuer: origin,
    signer,
    serves,
    asked,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

export interface EnterpriseWorld extends World {
  /** Everybody who was vouched for, oldest first. */
  linked: AssertedIdentity[];
  /** The client of the assertions, unless they say otherwise. */
  client: Client;
}

/** Opens a world that trusts these issuers; `shut-out` may not come in. */
export async function openEnterpriseWorld(
  issuers: readonly TrustedIssuer[],
  settings: Partial<OAuthSettings> = {},
): Promise<EnterpriseWorld> {
  const cimd = { allowLoopback: true, allowHosts: [], denyHosts: [] };
  const world = await openWorld({ cimd, ...settings });
  const { context } = world;
  const linked: AssertedIdentity[] = [];
  const asserted = {
    issuers,
    link: async (identity: AssertedIdentity) => {
      linked.push(identity);
      const { subject: name } = identity;
      return name === 'shut-out' ? undefined : { id: `user_${name}`, name };
    },
  };
  const { clock } = context;
  const guardedFetch = createGuardedFetch({ clock, userAgent: 'test', allowLoopback: true });
  const login = { ...context.login, asserted };
  const full = { ...context, guardedFetch, login };
  return {
    ...world,
    context: full,
    server: createAuthorizationServer(full),
    linked,
    client: await addClient(world),
  };
}

/** What an assertion says and how; `undefined` leaves a member out. */
export interface IdJagChanges {
  claims?: Readonly<Record<string, unknown>>;
  header?: Readonly<Record<string, unknown>>;
  signer?: Signer;
}

/** An identity assertion that is correct but for the changes. */
export function idJag(
  { context, client }: Pick<EnterpriseWorld, 'context' | 'client'>,
  enterprise: Enterprise,
  { claims = {}, header = {}, signer = enterprise.signer }: IdJagChanges = {},
): Promise<string> {
  const now = Math.floor(context.clock() / 1000);
  const right = {
    iss: enterprise.issuer,
    sub: 'ann',
    aud: issuer,
    client_id: client.id,
    resource,
    scope: 'notes:read notes:write',
    iat: now,
    exp: now + 300,
    jti: crypto.randomUUID(),
  };
  return new SignJWT(defined({ ...right, ...claims }))
    .setProtectedHeader({
      alg: signer.alg,
      ...defined({ typ: 'oauth-id-jag+jwt', kid: signer.kid, ...header }),
    })
    .sign(signer.privateKey);
}

/** Presents an assertion, correctly but for the changes. */
export async function present(
  world: EnterpriseWorld,
  assertion: string,
  changes: Parameters = {},
  headers: Record<string, string> = {},
): Promise<Answer & { status: number }> {
  const parameters = { grant_type: jwtBearer, assertion, client_id: world.client.id, ...changes };
  const response = await post(world.server.token, parameters, headers);
  return { ...(await bodyOf(response)), status: response.status };
}

/** `accepted`, or the reason in the log for the one answer that all others get. */
export async function outcomeOf(world: EnterpriseWorld, assertion: string): Promise<string> {
  const answer = await present(world, assertion);
  if (answer.status === 200 && answer.access_token !== undefined) return 'accepted';
  expect(answer).toEqual({
    status: 400,
    error: 'invalid_grant',
    error_description: expect.stringMatching(/^The assertion is not valid here/),
  });
  const { event, reason = '' } = world.audited.at(-1) ?? {};
  return event === 'token.refused' ? reason.replace('assertion_', '') : 'not audited';
}

function defined(members: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

/** What clients do, without pages. */
import { base64url } from 'jose';
import type { Client } from '../../src/oauth/clients/client.js';
import { insertClient } from '../../src/oauth/clients/index.js';
import type { Caller, Endpoint } from '../../src/oauth/context.js';
import type { Grant } from '../../src/oauth/grant.js';
import { insertGrant } from '../../src/oauth/grants.js';
import { randomId } from '../../src/oauth/random-id.js';
import { sha256 } from '../../src/oauth/sha256.js';
import { formCode } from '../../src/oauth/tokens.js';
import { issuer, resource, type World } from './world.js';

export const caller: Caller = { address: '192.0.2.1' };
export const redirectUri = 'https://client.example/callback';
export const verifier = 'a-code-verifier-of-sufficient-length-0123456789';

/** A token response or an OAuth error. */
export type Answer = Partial<Record<string, unknown>> & {
  access_token?: string;
  refresh_token?: string;
  error?: string;
};

/** Stores a public client, or one with the changes. */
export async function addClient(world: World, changes: Partial<Client> = {}): Promise<Client> {
  const client: Client = {
    id: `client_${randomId(world.context.random)}`,
    origin: 'operator',
    redirectUris: [redirectUri],
    grantTypes: ['authorization_code', 'refresh_token'],
    authMethods: ['none'],
    metadata: {},
    createdAt: world.context.clock(),
    ...changes,
  };
  if (!(await insertClient(world.context, client))) throw new Error('The id is taken');
  return client;
}

/** Stores a client with a secret and this method. */
export async function addConfidentialClient(
  world: World,
  method: 'client_secret_basic' | 'client_secret_post',
  changes: Partial<Client> & { secret?: string } = {},
): Promise<{ client: Client; secret: string }> {
  const { secret = base64url.encode(world.context.random(32)), ...rest } = changes;
  const secrets = [{ hash: await sha256(secret), createdAt: world.context.clock() }];
  return { client: await addClient(world, { authMethods: [method], secrets, ...rest }), secret };
}

/** Stores a grant and forms its code. */
export async function openGrant(
  world: World,
  client: Client,
  changes: Partial<Grant> = {},
): Promise<{ grant: Grant; code: string }> {
  const now = world.context.clock();
  const grant: Grant = {
    id: randomId(world.context.random),
    userId: 'user_ann',
    userName: 'ann',
    clientId: client.id,
    scopes: ['notes:read', 'notes:write'],
    resource,
    createdAt: now,
    expiresAt: now + world.context.settings.grantTtl * 1000,
    lastUsedAt: now,
    code: { expiresAt: now + 60_000, redirectUri, codeChallenge: await sha256(verifier) },
    refreshable: true,
    revokedTokens: [],
    ...changes,
  };
  await insertGrant(world.context, grant);
  return { grant, code: await formCode(world.context.secrets, grant.id) };
}

/** Parameters of a request; `undefined` leaves one out, a list repeats it. */
export type Parameters = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The parameters as they are sent. */
export function formOf(parameters: Parameters): URLSearchParams {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of [value ?? []].flat()) form.append(name, one);
  }
  return form;
}

/** A form POST to an endpoint. */
export function post(
  endpoint: Endpoint,
  parameters: Parameters,
  headers: Record<string, string> = {},
): Promise<Response> {
  const body = formOf(parameters);
  return endpoint(new Request(`${issuer}/token`, { method: 'POST', headers, body }), caller);
}

/** Redeems correctly but for the changes. */
export function redeem(
  world: World,
  client: Client,
  code: string,
  changes: Parameters = {},
  headers: Record<string, string> = {},
): Promise<Response> {
  const parameters = {
    grant_type: 'authorization_code',
    client_id: client.id,
    code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
    ...changes,
  };
  return post(world.server.token, parameters, headers);
}

/** Refreshes correctly but for the changes. */
export function refresh(
  world: World,
  client: Client,
  token: string | undefined,
  changes: Parameters = {},
  headers: Record<string, string> = {},
): Promise<Response> {
  const parameters = {
    grant_type: 'refresh_token',
    client_id: client.id,
    refresh_token: token,
    ...changes,
  };
  return post(world.server.token, parameters, headers);
}

/** Sends a registration. */
export function register(
  world: World,
  body: object | string,
  headers: Record<string, string> = {},
  from = caller,
): Promise<Response> {
  const request = new Request(`${issuer}/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return world.server.register(request, from);
}

/** The body of an answer. */
export async function bodyOf(response: Response): Promise<Answer> {
  return (await response.json()) as Answer;
}

/** A public client with a redeemed grant and its tokens. */
export async function connect(
  world: World,
  changes: Partial<Grant> = {},
  clientChanges: Partial<Client> = {},
) {
  const client = await addClient(world, clientChanges);
  const { grant, code } = await openGrant(world, client, changes);
  const tokens = await bodyOf(await redeem(world, client, code));
  const { access_token: accessToken = '', refresh_token: refreshToken = '' } = tokens;
  return { client, grant, code, accessToken, refreshToken };
}

/** Presents an access token to the resource. */
export function present(world: World, token: string) {
  const headers = { authorization: `Bearer ${token}` };
  return world.server.authenticate(new Request(resource, { headers }));
}

/** Whether the resource accepts the token. */
export async function isAccepted(world: World, token: string): Promise<boolean> {
  return !((await present(world, token)) instanceof Response);
}

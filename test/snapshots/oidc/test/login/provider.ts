/** A real OpenID Connect provider over a socket, and what tests need to see and to spoil of it. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';
import type Provider from 'oidc-provider';
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { answerLogin } from './provider-login-page.js';
import { resign } from './resign.js';

/** What the provider says of a person besides `sub`. */
export type PersonClaims = Record<string, unknown>;

export interface TestProvider {
  issuer: string;
  /** By what they type at the provider's page, which is also their `sub`. */
  people: Map<string, PersonClaims>;
  /** Registers this server as a client; gives back what the operator copies into `.env`. */
  register: (publicUrl: string, changes?: Record<string, unknown>) => Promise<ProviderVariables>;
  /** Every request so far, as method and path, oldest first. */
  asked: string[];
  /** Every code, state, nonce and token that went to or from a client. */
  secrets: Set<string>;
  /** What it signs with. */
  signingKey: CryptoKey;
  /** What is wrong with it at the moment. */
  spoilt: Spoilt;
  close: () => Promise<void>;
}

export interface ProviderVariables extends Record<string, string> {
  OIDC_ISSUER: string;
  OIDC_CLIENT_ID: string;
  OIDC_CLIENT_SECRET: string;
}

type Answer = Record<string, unknown>;

export interface Spoilt {
  /** Answers such requests itself: a status, with JSON or without; 0 drops the connection. */
  answer?: (path: string) => { status: number; body?: unknown } | undefined;
  /** Changes what ID tokens say, and signs them again. */
  claims?: (claims: Record<string, unknown>) => Record<string, unknown>;
  /** Changes the whole answer of the token endpoint. */
  tokens?: (answer: Answer) => Answer | Promise<Answer>;
  /** Signs ID tokens with a key that is not the provider's. */
  forged?: boolean;
}

/** All that a scope is needed for is given with `openid`. */
const claimNames = ['name', 'email', 'email_verified', 'groups', 'hd', 'tid', 'realm_access'];

/** Starts one; several at a time are as different as two companies. */
export async function startProvider(changes: Configuration = {}): Promise<TestProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const [own, foreign] = [
    await generateKeyPair('ES256', { extractable: true }),
    await generateKeyPair('ES256'),
  ];
  const key = { ...(await exportJWK(own.privateKey)), kid: 'only', alg: 'ES256', use: 'sig' };

  const people = new Map<string, PersonClaims>();
  const secrets = new Set<string>();
  const asked: string[] = [];
  const spoilt: Spoilt = {};
  const provider = await quietly(async () => {
    const { default: OidcProvider } = await import('oidc-provider');
    return new OidcProvider(issuer, {
      ...configuration(people),
      jwks: { keys: [key] },
      ...changes,
    });
  });
  provider.use(async (context, next) => {
    await next();
    for (const value of secretsIn(context)) secrets.add(value);
    if (context.path !== '/token' || context.status !== 200) return;
    const answer = context.body as Record<string, unknown>;
    const signingKey = spoilt.forged ? foreign.privateKey : own.privateKey;
    if (typeof answer['id_token'] === 'string' && (spoilt.claims || spoilt.forged)) {
      answer['id_token'] = await resign(answer['id_token'], signingKey, spoilt.claims);
    }
    context.body = (await spoilt.tokens?.(answer)) ?? answer;
  });
  const handle = provider.callback();
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const { pathname } = new URL(request.url ?? '/', issuer);
    asked.push(`${request.method} ${pathname}`);
    const instead = spoilt.answer?.(pathname);
    if (instead?.status === 0) return request.destroy();
    if (instead !== undefined) {
      const body = instead.body === undefined ? '' : JSON.stringify(instead.body);
      return response.writeHead(instead.status, { 'content-type': 'application/json' }).end(body);
    }
    if (pathname.startsWith('/interaction/')) return void answerLogin(provider, request, response);
    return void handle(request, response);
  });

  return {
    issuer,
    people,
    secrets,
    asked,
    signingKey: own.privateKey,
    spoilt,
    register: async (publicUrl, more) => {
      const client = await register(issuer, publicUrl, more);
      secrets.add(client.OIDC_CLIENT_SECRET);
      return client;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function configuration(people: Map<string, PersonClaims>): Configuration {
  return {
    claims: { openid: ['sub', ...claimNames] },
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    // Into the ID token, as most companies have it; the other way has a test of its own.
    conformIdTokenClaims: false,
    cookies: { keys: ['a-secret-that-only-tests-know-0123456789'] },
    features: {
      devInteractions: { enabled: false },
      registration: { enabled: true },
      rpInitiatedLogout: { enabled: true },
    },
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: async () => ({ sub, ...people.get(sub) }),
    }),
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    issueRefreshToken: async (_context, client) => client.grantTypeAllowed('refresh_token'),
    loadExistingGrant: grantEverything,
    rotateRefreshToken: true,
    ttl: {
      AccessToken: 3600,
      IdToken: 3600,
      RefreshToken: 86_400,
      Grant: 86_400,
      Session: 86_400,
      Interaction: 600,
    },
  };
}

// The provider asks for no consent of its own: the person's company has decided.
async function grantEverything({ oidc }: KoaContextWithOIDC) {
  const { clientId } = oidc.client ?? {};
  const grantId = oidc.session?.grantIdFor(clientId ?? '');
  if (grantId) return oidc.provider.Grant.find(grantId);
  const { accountId } = oidc.session ?? {};
  const grant = new oidc.provider.Grant({ clientId, accountId });
  grant.addOIDCScope('openid profile email offline_access');
  await grant.save();
  return grant;
}

async function register(
  issuer: string,
  publicUrl: string,
  changes: Record<string, unknown> = {},
): Promise<ProviderVariables> {
  const answer = await fetch(`${issuer}/reg`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      redirect_uris: [`${publicUrl}/login/callback`],
      post_logout_redirect_uris: [`${publicUrl}/logout`],
      grant_types: ['authorization_code', 'refresh_token'],
      ...changes,
    }),
  });
  const client = (await answer.json()) as { client_id: string; client_secret?: string };
  if (answer.status !== 201) throw new Error(JSON.stringify(client));
  return {
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: client.client_id,
    OIDC_CLIENT_SECRET: client.client_secret ?? '',
  };
}

/** What whoever reads it could use. */
function secretsIn({ path, query, response, body }: Provider['context']): string[] {
  const location = URL.parse(response.get('location'));
  const sent = ['code', 'state', 'nonce'].flatMap((name) => [
    query[name],
    location?.searchParams.get(name),
  ]);
  const answer = path === '/token' && typeof body === 'object' ? { ...body } : {};
  const tokens = Object.entries(answer).filter(([name]) => /token$/.test(name));
  return [...sent, ...tokens.map(([, value]) => value)].filter((it) => typeof it === 'string');
}

/** It warns of what is right in production only, and of Node 20. */
async function quietly<Result>(work: () => Promise<Result>): Promise<Result> {
  const { warn, info } = console;
  console.warn = console.info = () => undefined;
  try {
    return await work();
  } finally {
    Object.assign(console, { warn, info });
  }
}

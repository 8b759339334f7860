/** A real OpenID Connect provider over a socket. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';
import type Provider from 'oidc-provider';
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import type { Signer } from '../oauth/assertions.js';
import { answerLogin } from './provider-login-page.js';
import { resign } from './resign.js';

type Members = Record<string, unknown>;

export interface TestProvider {
  issuer: string;
  /** Their claims by their `sub`, which is what they type there. */
  people: Map<string, Members>;
  /** Registers this server as a client; resolves with the variables. */
  register: (publicUrl: string, changes?: Members) => Promise<Record<string, string>>;
  /** Every request so far, as method and path, oldest first. */
  asked: string[];
  /** Every code, state, nonce and token so far. */
  secrets: Set<string>;
  signer: Signer;
  /** What is wrong with it. */
  spoilt: Spoilt;
  /** Ends that. */
  heal: () => void;
  close: () => Promise<void>;
}

export interface Spoilt {
  /** Drops every connection. */
  isDown?: boolean;
  /** Answers in place of its own, by path. */
  answers?: Record<string, { status: number; body?: unknown }>;
  /** What ID tokens say instead; `undefined` leaves a claim out. */
  claims?: (claims: Members) => Members;
  /** The same for answers of the token endpoint. */
  tokens?: (answer: Members) => Members | Promise<Members>;
  /** Signs ID tokens with another key. */
  forged?: boolean;
}

/** Starts one, with an issuer and keys of its own. */
export async function startProvider(changes: Configuration = {}): Promise<TestProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const [signer, foreign] = [await makeSigner(), await makeSigner()];
  const key = { ...signer.publicKey, ...(await exportJWK(signer.privateKey)) };

  const people = new Map<string, Members>();
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
    const answer = context.body as Members;
    const { privateKey } = spoilt.forged ? foreign : signer;
    if (typeof answer['id_token'] === 'string' && (spoilt.claims || spoilt.forged)) {
      answer['id_token'] = await resign(answer['id_token'], privateKey, spoilt.claims);
    }
    context.body = { ...answer, ...(await spoilt.tokens?.(answer)) };
  });
  const handle = provider.callback();
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const { pathname } = new URL(request.url ?? '/', issuer);
    asked.push(`${request.method} ${pathname}`);
    if (spoilt.isDown) return request.destroy();
    const instead = spoilt.answers?.[pathname];
    if (instead !== undefined) {
      const { status, body } = instead;
      response.writeHead(status, { 'content-type': 'application/json' });
      return response.end(body && JSON.stringify(body));
    }
    if (pathname.startsWith('/interaction/')) return void answerLogin(provider, request, response);
    return void handle(request, response);
  });

  return {
    issuer,
    people,
    secrets,
    asked,
    signer,
    spoilt,
    heal: () => {
      for (const key of Object.keys(spoilt)) delete spoilt[key as keyof Spoilt];
    },
    register: async (publicUrl, more) => {
      const client = await register(issuer, publicUrl, more);
      secrets.add(client['OIDC_CLIENT_SECRET'] ?? '');
      return client;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function configuration(people: TestProvider['people']): Configuration {
  return {
    claims: { openid: ['sub', 'name', 'email', 'email_verified', 'groups'] },
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    // Claims are in the ID token.
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

// The provider asks for no consent of its own.
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
  changes: Members = {},
): Promise<Record<string, string>> {
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

function secretsIn({ path, query, response, body }: Provider['context']): string[] {
  const location = URL.parse(response.get('location'))?.searchParams ?? [];
  const answer = path === '/token' && typeof body === 'object' ? { ...body } : {};
  return [...Object.entries({ ...query, ...answer }), ...location]
    .filter(([name]) => /^(code|state|nonce)$|token$/.test(name))
    .map(([, value]) => value)
    .filter((it) => typeof it === 'string');
}

// It warns of what is for production only.
async function quietly<Result>(work: () => Promise<Result>): Promise<Result> {
  const { warn, info } = console;
  console.warn = console.info = () => undefined;
  try {
    return await work();
  } finally {
    Object.assign(console, { warn, info });
  }
}

async function makeSigner(alg = 'ES256', kid = `key-${alg}`): Promise<Signer> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const { kty = '', ...parts } = await exportJWK(publicKey);
  return { alg, kid, privateKey, publicKey: { kty, ...parts, kid, alg, use: 'sig' } };
}

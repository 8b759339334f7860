/** The server as a function: outages and faults. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/http/app.js';
import { createMcpEndpoint } from '../../src/mcp/server.js';
import type { Endpoint } from '../../src/oauth/context.js';
import { createAuthorizationServer } from '../../src/oauth/index.js';
import { type Store, StoreUnavailable } from '../../src/store/contract.js';
import { sampleToolset } from '../live/sample-toolset.js';
import { caller } from '../oauth/client-calls.js';
import { issuer, openWorld, resource, type World } from '../oauth/world.js';

const settings = {
  issuer,
  mcpPath: '/mcp',
  host: '127.0.0.1',
  production: true,
  allowedOrigins: [],
};
let world: World;
let app: Endpoint;
let token: string;
let isAway = false;
const reported: unknown[] = [];

function failing(store: Store): Store {
  return new Proxy(store, {
    get: (target, name) => {
      const method = Reflect.get(target, name) as (...args: unknown[]) => unknown;
      return (...args: unknown[]) =>
        isAway ? Promise.reject(new StoreUnavailable('away')) : method.apply(target, args);
    },
  });
}

beforeAll(async () => {
  world = await openWorld();
  token = await signedToken();
  const store = failing(world.context.store);
  const context = { ...world.context, store };
  app = createApp({
    settings,
    oauth: createAuthorizationServer(context),
    mcp: createMcpEndpoint({
      toolset: sampleToolset,
      store,
      clock: context.clock,
      onInsufficientScope: () => undefined,
      onError: () => undefined,
      onProtocolError: () => undefined,
      toolChallenge: 'auto',
    }),
    store,
    onError: (error) => reported.push(error),
  });
  expect((await ask('/readyz')).status).toBe(200);
  isAway = true;
});
afterAll(() => world.close());

function ask(path: string, init: RequestInit = {}): Promise<Response> {
  return app(new Request(`${issuer}${path}`, init), caller);
}

/** Well-formed and signed, so that the store has to be asked. */
function signedToken(): Promise<string> {
  const { keyring, clock } = world.context;
  const iat = Math.floor(clock() / 1000);
  const client = { sub: 'user_ada', client_id: 'client_x', scope: '', jti: 'x', gid: 'x' };
  const claims = { ...client, iss: issuer, aud: resource, iat, exp: iat + 60 };
  return keyring.sign(claims, 'at+jwt');
}

const form = (fields: Record<string, string>) => ({
  body: new URLSearchParams({ ...fields, client_id: 'client_x' }),
});
const registration = (token_endpoint_auth_method: string) => ({
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({
    redirect_uris: ['https://client.example/callback'],
    token_endpoint_auth_method,
  }),
});

describe('while the store is away', () => {
  it('the process is alive but not ready', async () => {
    expect((await ask('/healthz')).status).toBe(200);
    const ready = await ask('/readyz');
    expect(ready.status).toBe(503);
    expect(ready.headers.get('retry-after')).toBe('5');
  });

  it.each([
    '/.well-known/oauth-protected-resource',
    '/.well-known/oauth-authorization-server',
    '/jwks',
  ])('%s is served [PRM-1, ASM-1] [D10]', async (path) => {
    expect((await ask(path)).status).toBe(200);
  });

  it.each<[what: string, path: string, init: () => RequestInit]>([
    [
      'a token is not called invalid [RS-5]',
      '/mcp',
      () => ({ headers: { authorization: `Bearer ${token}` } }),
    ],
    [
      'a refresh is not called invalid [REF-6] [F11, F12]',
      '/token',
      () => form({ grant_type: 'refresh_token', refresh_token: 'x' }),
    ],
    ['a revocation is not called done [REV-1] [L3]', '/revoke', () => form({ token })],
    ['a public client is not registered [DCR-5] [F11]', '/register', () => registration('none')],
    [
      'a confidential client is not registered [DCR-5]',
      '/register',
      () => registration('client_secret_post'),
    ],
  ])('%s: the client may try again', async (_, path, init) => {
    reported.splice(0);
    const answer = await ask(path, { method: 'POST', ...init() });
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('5');
    expect(answer.headers.get('www-authenticate')).toBeNull();
    if (path !== '/mcp') expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(await answer.json()).toMatchObject({ error: 'temporarily_unavailable' });
    expect(reported[0]).toBeInstanceOf(StoreUnavailable);
  });

  it('a person is told so on a page', async () => {
    const answer = await ask('/authorize?client_id=client_x');
    expect(answer.status).toBe(503);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(reported.at(-1)).toBeInstanceOf(StoreUnavailable);
  });
});

it('an answer to HEAD has no body', async () => {
  for (const path of ['/healthz', '/nope', '/mcp', '/jwks']) {
    expect((await ask(path, { method: 'HEAD' })).body, path).toBeNull();
  }
});

it('browsers must use https [SEC-6]', async () => {
  const answer = await ask('/healthz');
  expect(answer.headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}/);
});

it('a fault tells the client nothing of the inside, and is reported in full [RS-16]', async () => {
  const broken = createApp({
    settings,
    oauth: {
      ...createAuthorizationServer(world.context),
      token: async () => {
        throw new Error('an inner detail');
      },
    },
    mcp: { isMixed: false, answer: async () => new Response(), close: async () => undefined },
    store: world.context.store,
    onError: (error) => reported.push(error),
  });
  const request = new Request(`${issuer}/token`, { method: 'POST' });
  const answer = await broken(request, caller);
  expect(answer.status).toBe(500);
  expect(await answer.text()).not.toContain('inner');
  expect(reported.at(-1)).toEqual(new Error('an inner detail'));
});

/** The server as a function: outages, faults and what every answer has in common. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/http/app.js';
import { createMcpEndpoint } from '../../src/mcp/server.js';
import type { Endpoint } from '../../src/oauth/context.js';
import { createAuthorizationServer } from '../../src/oauth/index.js';
import { type Store, StoreUnavailable } from '../../src/store/contract.js';
import { sampleToolset } from '../live/sample-toolset.js';
import { issuer, openWorld, type World } from '../oauth/world.js';

let world: World;
let app: Endpoint;
let isAway = false;
const reported: unknown[] = [];

/** Every method rejects while the store is away. */
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
  const store = failing(world.context.store);
  const context = { ...world.context, store };
  app = createApp({
    settings: { issuer, mcpPath: '/mcp', host: '127.0.0.1', production: true, allowedOrigins: [] },
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
  return app(new Request(`${issuer}${path}`, init), { address: '192.0.2.1' });
}

/** Well-formed and signed, so that the store has to be asked. */
async function signedToken(): Promise<string> {
  const { keyring, settings, clock } = world.context;
  const now = Math.floor(clock() / 1000);
  return keyring.sign(
    {
      iss: settings.issuer,
      aud: settings.resource,
      sub: 'user_ada',
      client_id: 'client_x',
      scope: '',
      jti: 'x',
      gid: 'x',
      iat: now,
      exp: now + 60,
    },
    'at+jwt',
  );
}

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
  ])('%s is served as ever [PRM-1, ASM-1] [D10]', async (path) => {
    expect((await ask(path)).status).toBe(200);
  });

  it('a token is not called invalid: the client may try again [RS-5]', async () => {
    const headers = { authorization: `Bearer ${await signedToken()}` };
    const answer = await ask('/mcp', { method: 'POST', headers });
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).not.toBeNull();
    expect(answer.headers.get('www-authenticate')).toBeNull();
  });

  it('a refresh is not called invalid either, and the operator hears of it [REF-6] [F11, F12]', async () => {
    const body = new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: 'x',
      client_id: 'client_x',
    });
    const answer = await ask('/token', { method: 'POST', body });
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).not.toBeNull();
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(reported.at(-1)).toBeInstanceOf(StoreUnavailable);
  });
});

describe('while the store is away, a client', () => {
  it('that revokes a token is told to come back, and not that it is done [REV-1] [L3]', async () => {
    const body = new URLSearchParams({ token: await signedToken(), client_id: 'client_x' });
    const answer = await ask('/revoke', { method: 'POST', body });
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toMatch(/^[1-9]/);
    expect(await answer.json()).toMatchObject({ error: 'temporarily_unavailable' });
  });

  it('that registers is told the same, in JSON [DCR-5] [F11]', async () => {
    const headers = { 'content-type': 'application/json' };
    for (const token_endpoint_auth_method of ['none', 'client_secret_post']) {
      const redirect_uris = ['https://client.example/callback'];
      const body = JSON.stringify({ redirect_uris, token_endpoint_auth_method });
      const answer = await ask('/register', { method: 'POST', headers, body });
      expect(answer.status).toBe(503);
      expect(await answer.json()).toMatchObject({ error: 'temporarily_unavailable' });
    }
  });
});

describe('while the store is away, a person', () => {
  it('is told so on a page', async () => {
    const answer = await ask('/authorize?client_id=client_x');
    expect(answer.status).toBe(503);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(reported.at(-1)).toBeInstanceOf(StoreUnavailable);
  });
});

describe('an answer to HEAD', () => {
  it('never has a body, whatever carries the server', async () => {
    for (const path of ['/healthz', '/nope', '/mcp', '/jwks']) {
      expect((await ask(path, { method: 'HEAD' })).body, path).toBeNull();
    }
  });
});

describe('an https server', () => {
  it('tells browsers to come back by https only [SEC-6]', async () => {
    const answer = await ask('/healthz');
    expect(answer.headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}/);
  });
});

describe('a fault of the server', () => {
  it('is answered without a word of what went wrong, and reported in full [RS-16]', async () => {
    const broken = createApp({
      settings: {
        issuer,
        mcpPath: '/mcp',
        host: '127.0.0.1',
        production: true,
        allowedOrigins: [],
      },
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
    const answer = await broken(request, { address: '192.0.2.1' });
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('inner');
    expect(reported.at(-1)).toEqual(new Error('an inner detail'));
  });
});

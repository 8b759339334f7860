/** A server as a function, with planted secrets. */
import { generateKeyPairSync } from 'node:crypto';
import { readConfig } from '../../src/config.js';
import { createApp } from '../../src/http/app.js';
import { auditTo, createLogger, logRequests, reportMessagesTo, reportTo } from '../../src/log.js';
import { createLogin } from '../../src/login/index.js';
import { createMcpEndpoint } from '../../src/mcp/server.js';
import { createAuthorizationServer } from '../../src/oauth/index.js';
import { loginOptions } from '../../src/oauth/login-options.js';
import { development } from '../config/wrong.js';
import { everyPage } from '../live/approve.js';
import { sampleToolset } from '../live/sample-toolset.js';
import { loginEnvironment } from '../login/environment.js';
import { addPerson } from '../login/person.js';
import { authorizeParameters } from '../oauth/authorize/asking.js';
import { hiddenFields, openBrowser, type TestBrowser } from '../oauth/browser/browser.js';
import {
  addClient,
  addConfidentialClient,
  caller,
  connect,
  openGrant,
  redirectUri,
} from '../oauth/client-calls.js';
import { issuer, openWorld, resource, type World } from '../oauth/world.js';

/** The redirect URIs of its clients. */
export const registered = [redirectUri, 'http://127.0.0.1/callback'] as const;

export type Target = Awaited<ReturnType<typeof openTarget>>;

export async function openTarget() {
  const world = await openWorld({ clientCredentials: true, introspection: true });
  const { store, clock, random } = world.context;
  const lines: string[] = [];
  const output = { write: (line: string) => lines.push(line) };
  const log = createLogger({ production: true, logLevel: 'trace' }, output);
  const audit = auditTo(log);
  const { login: layer } = readConfig({ ...development, ...(await loginEnvironment(issuer)) });
  const login = createLogin(loginOptions({ ...world.context, audit }, layer, (it) => log.warn(it)));
  const context = { ...world.context, audit, login };
  const app = createApp({
    settings: { issuer, mcpPath: '/mcp', host: '127.0.0.1', production: true, allowedOrigins: [] },
    oauth: createAuthorizationServer(context),
    mcp: createMcpEndpoint({
      // One of the samples waits for ever.
      toolset: { ...sampleToolset, tools: sampleToolset.tools.filter((it) => it.name !== 'wait') },
      store,
      clock,
      onInsufficientScope: () => undefined,
      onError: (error) => log.error({ err: error }, 'tool failed'),
      onProtocolError: reportMessagesTo(log),
      toolChallenge: 'auto',
    }),
    store,
    onError: reportTo(log),
  });
  const endpoint = logRequests(log, app);

  const person = await addPerson({ store, clock, random }, 'ada');
  const browser = openBrowser(everyPage(endpoint), issuer);
  await person.signIn(browser, await browser.open(`${issuer}/account`));
  const stranger = openBrowser(everyPage(endpoint), issuer);

  // Only the second goes to endpoints that end it.
  const kept = await connect(world);
  const used = await connect(world);
  const { code } = await openGrant(world, used.client);
  const local = await addClient(world, { redirectUris: [registered[1]] });
  const { client: confidential, secret } = await addConfidentialClient(
    world,
    'client_secret_basic',
    {
      grantTypes: ['authorization_code', 'refresh_token', 'client_credentials'],
      scopes: ['notes:read'],
      introspects: [resource],
    },
  );
  const keyed = await addKeyed(world);
  const ask = `${issuer}/authorize?${await authorizeParameters(used.client)}`;
  const consent = hiddenFields((await browser.open(ask)).text);
  const signIn = hiddenFields((await stranger.open(ask)).text);

  return {
    endpoint: (request: Request) => endpoint(request, caller),
    /** Since the last look. */
    logged: () => lines.splice(0).join(''),
    close: world.close,
    accessToken: kept.accessToken,
    refreshToken: used.refreshToken,
    code,
    clientSecret: secret,
    keyed,
    /** Seconds since the epoch. */
    now: Math.floor(clock() / 1000),
    clients: { public: used.client.id, local: local.id, confidential: confidential.id },
    cookies: { signedIn: cookieHeader(browser), signedOut: cookieHeader(stranger) },
    consent,
    signIn,
    secrets: [
      kept.accessToken,
      kept.refreshToken,
      used.accessToken,
      used.refreshToken,
      code,
      secret,
      ...person.secrets(),
      'a-secret-that-only-tests-know-0123456789',
      ...browser.cookies.values(),
      ...stranger.cookies.values(),
    ],
  };
}

async function addKeyed(world: World) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const kid = 'hostile';
  const jwks = { keys: [{ ...publicKey.export({ format: 'jwk' }), kid }] };
  const { id } = await addClient(world, { authMethods: ['private_key_jwt'], jwks });
  return { id, kid, privateKey };
}

function cookieHeader({ cookies }: TestBrowser): string {
  return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
}

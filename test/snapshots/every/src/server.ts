/** Puts the parts together, in the order in which they need each other. */
import { createActions } from './actions/index.js';
import { type Config, oauthSettings } from './config.js';
import { createApp } from './http/app.js';
import { callerAddress } from './http/caller.js';
import type { Serve } from './http/contract.js';
import { auditFileOf, auditTo, type Log, logRequests, reportMessagesTo, reportTo } from './log.js';
import type { Login } from './login/contract.js';
import { createLogin } from './login/index.js';
import { createMcpEndpoint, type McpOptions } from './mcp/server.js';
import type { Toolset } from './mcp/tool.js';
import { createGuardedFetch } from './oauth/clients/metadata-document/fetch/guarded-fetch.js';
import type { OAuthContext } from './oauth/context.js';
import { createAuthorizationServer } from './oauth/index.js';
import { openKeyring } from './oauth/keyring.js';
import { loginOptions } from './oauth/login-options.js';
import { createSecrets } from './oauth/secrets.js';
import type { Store } from './store/contract.js';
import { openStore } from './store/index.js';

/** Milliseconds that requests in flight get to finish when the server closes. */
const graceMs = 8000;

const clientCredentialsExtension = 'io.modelcontextprotocol/oauth-client-credentials';

/** What a server needs besides its configuration. */
export interface ServerParts {
  log: Log;
  toolset: Toolset;
  /** Milliseconds since the epoch. */
  clock: () => number;
  /** Cryptographically strong random bytes. */
  random: (bytes: number) => Uint8Array;
  serve: Serve;
}

/** A server that accepts requests. */
export interface RunningServer {
  /** What users give to their MCP client. */
  mcpUrl: string;
  localUrl: string;
  store: Store;
  login: Login;
  /** Stops accepting, lets requests in flight finish, then lets go of the store. */
  close: () => Promise<void>;
}

/**
 * Opens the store and starts to serve.
 *
 * @throws CannotListen when the address or port cannot be had
 * @throws StoreUnavailable
 * @throws StoreUnfit
 */
export async function openServer(config: Config, given: ServerParts): Promise<RunningServer> {
  const { log, toolset, clock, random, serve } = given;
  const settings = oauthSettings(config);
  const auditFile = auditFileOf(config, log, clock);
  const audit = auditTo(log, auditFile);
  const { databaseUrl: url, production } = config;
  const store = await openStore({ url, clock, production, warn: (it) => log.warn(it) });
  try {
    const secrets = createSecrets(config.secretKeys);
    const keyring = await openKeyring({
      store,
      secrets,
      clock,
      algorithm: config.signingAlgorithm,
    });
    const [signsWith] = await keyring.algorithms();
    if (signsWith !== config.signingAlgorithm) {
      log.warn(
        { signsWith, signingAlgorithm: config.signingAlgorithm },
        'SIGNING_ALGORITHM takes effect at the next "admin keys rotate"',
      );
    }
    const parts = { settings, store, secrets, clock, random, audit };
    const login = createLogin(loginOptions(parts, config.login, (it) => log.warn(it)));
    const guardedFetch = createGuardedFetch({
      clock,
      userAgent: `mcp-server (+${settings.issuer})`,
      allowLoopback: settings.cimd !== 'off' && settings.cimd.allowLoopback,
    });
    const context: OAuthContext = { ...parts, login, keyring, guardedFetch };
    const oauth = createAuthorizationServer(context);
    const offered: Omit<McpOptions, 'extensions'> = {
      toolset,
      store,
      clock,
      onInsufficientScope: ({ subject, clientId }, tool) =>
        audit({ event: 'scope.insufficient', userId: subject, clientId, reason: tool.name }),
      onError: (error, tool) => log.error({ err: error, tool: tool.name }, 'tool failed'),
    };
    const mcp = createMcpEndpoint({
      ...offered,
      extensions: settings.clientCredentials ? [clientCredentialsExtension] : [],
      onProtocolError: reportMessagesTo(log),
      toolChallenge: config.toolChallenge,
    });
    const app = createApp({
      settings: { ...config, issuer: settings.issuer },
      oauth,
      mcp,
      actions: config.actions
        ? createActions({
            ...offered,
            title: settings.serviceName,
            issuer: settings.issuer,
            scopes: settings.scopes.all,
            resourceMetadataUrl: oauth.resourceMetadataUrl,
          })
        : undefined,
      store,
      onError: reportTo(log),
    });
    const answer = logRequests(log, app);
    const served = await serve(
      (request, socketAddress) =>
        answer(request, {
          address: callerAddress(request.headers, socketAddress, config.trustedProxyHops),
        }),
      { host: config.host, port: config.port, graceMs },
    );
    return {
      mcpUrl: settings.resource,
      localUrl: served.url,
      store,
      login,
      close: async () => {
        await served.close();
        await mcp.close();
        await store.close();
        await auditFile?.settled();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** The route table of the whole server. */
import type { Actions } from '../actions/index.js';
import type { McpEndpoint } from '../mcp/server.js';
import type { Endpoint } from '../oauth/context.js';
import type { AuthorizationServer } from '../oauth/index.js';
import type { Store } from '../store/contract.js';
import { type Access, type AccessSettings, createAccess } from './access.js';
import { actionsDocument, actionsRoute } from './actions.js';
import { appsChallenge } from './apps-challenge.js';
import { createDispatch } from './dispatch.js';
import { alive, ready } from './health.js';
import { refusal } from './json.js';
import { mcpRoute } from './mcp.js';
import { backend, get, page, post, type Route } from './route.js';

/** What the server is made of. */
export interface AppParts {
  settings: AccessSettings & {
    mcpPath: string;
    openaiAppsChallenge?: string | undefined;
  };
  oauth: AuthorizationServer;
  mcp: McpEndpoint;
  actions?: Actions | undefined;
  store: Store;
  /** Hears of everything that was thrown. */
  onError: (error: unknown, request: Request) => void;
}

/** Builds the server. */
export function createApp(parts: AppParts): Endpoint {
  const { settings, onError } = parts;
  const access = createAccess(settings);
  const resource = `${settings.issuer}${settings.mcpPath}`;
  const security = { 'x-content-type-options': 'nosniff' };
  const overTls = settings.issuer.startsWith('https:');
  return createDispatch({
    routes: routeTable(parts, access),
    notFound: async () => refusal(404, 'not_found', `The MCP endpoint is ${resource}`),
    access,
    headers: overTls ? { ...security, 'strict-transport-security': 'max-age=31536000' } : security,
    onError,
  });
}

function routeTable(
  {
    settings: { issuer, mcpPath, openaiAppsChallenge: proof },
    oauth,
    mcp,
    actions,
    store,
  }: AppParts,
  access: Access,
): Route[] {
  // Empty for most; everything of ours is below it.
  const base = new URL(issuer).pathname.replace(/\/$/, '');
  const known = '/.well-known';

  return [
    { path: base + mcpPath, audience: 'mcp', methods: 'any', answer: mcpRoute(access, oauth, mcp) },

    // RFC 9728, section 3.1, and the root, which clients try next.
    get(`${known}/oauth-protected-resource${base}${mcpPath}`, oauth.resourceMetadata),
    get(`${known}/oauth-protected-resource`, oauth.resourceMetadata),

    // RFC 8414, section 3.1, and where OpenID Connect clients look.
    get(`${known}/oauth-authorization-server${base}`, oauth.serverMetadata),
    get(`${base}${known}/oauth-authorization-server`, oauth.serverMetadata),
    get(`${known}/openid-configuration${base}`, oauth.serverMetadata),
    get(`${base}${known}/openid-configuration`, oauth.serverMetadata),
    get(`${base}/jwks`, oauth.jwks),

    page(`${base}/authorize`, oauth.authorize),
    page(`${base}/login/*`, oauth.signIn),
    page(`${base}/consent`, oauth.consent),
    page(`${base}/account`, oauth.account),
    page(`${base}/account/password`, oauth.changePassword),
    page(`${base}/logout`, oauth.signOut),

    post(`${base}/register`, oauth.register),
    post(`${base}/token`, oauth.token),
    post(`${base}/revoke`, oauth.revoke),
    backend(`${base}/introspect`, oauth.introspect),

    ...(proof === undefined ? [] : [get(`${known}/openai-apps-challenge`, appsChallenge(proof))]),

    ...(actions === undefined
      ? []
      : [
          get(`${base}/openapi.json`, actionsDocument(actions)),
          backend(`${base}/actions/*`, actionsRoute(access, oauth, actions, `${base}/actions/`)),
        ]),

    get('/healthz', alive),
    get('/readyz', ready(store)),
    get(`${base}/healthz`, alive),
    get(`${base}/readyz`, ready(store)),
  ];
}

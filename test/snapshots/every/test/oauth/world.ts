/** An authorization server on a real store, with a clock and a login that the test holds. */
import { webcrypto } from 'node:crypto';
import type { Login } from '../../src/login/contract.js';
import { type AuditRecord, auditEvents } from '../../src/oauth/audit.js';
import { FetchFailed } from '../../src/oauth/clients/metadata-document/fetch/fetch-failed.js';
import type { GuardedFetch } from '../../src/oauth/clients/metadata-document/fetch/guarded-fetch.js';
import type { OAuthContext, OAuthSettings } from '../../src/oauth/context.js';
import { type AuthorizationServer, createAuthorizationServer } from '../../src/oauth/index.js';
import { openKeyring } from '../../src/oauth/keyring.js';
import { createSecrets } from '../../src/oauth/secrets.js';
import { createScopeCatalogue } from '../../src/scope-catalogue.js';
import { openTestStore } from '../store/open-test-store.js';
import { putKeys, secretKey } from './shared-keys.js';

export const issuer = 'https://mcp.example.com';
export const resource = `${issuer}/mcp`;

export interface World {
  context: OAuthContext;
  server: AuthorizationServer;
  /** Everything audited so far, oldest first. */
  audited: AuditRecord[];
  /** Moves the clock forward. */
  pass: (duration: { ms?: number; seconds?: number; days?: number }) => void;
  close: () => Promise<void>;
}

/**
 * Opens a world at a fixed instant; close it after the test.
 *
 * @param guardedFetch left out, the world is offline
 */
export async function openWorld(
  settings: Partial<OAuthSettings> = {},
  guardedFetch: GuardedFetch = offline,
): Promise<World> {
  let now = Date.UTC(2030, 0, 1);
  const clock = () => now;
  const opened = await openTestStore({ clock });
  const secrets = createSecrets([secretKey]);
  await putKeys(opened.store, clock);
  const audited: AuditRecord[] = [];
  const context: OAuthContext = {
    settings: { ...defaults, ...settings },
    store: opened.store,
    login: loginByName,
    secrets,
    keyring: await openKeyring({ store: opened.store, secrets, clock }),
    clock,
    random: (bytes) => webcrypto.getRandomValues(new Uint8Array(bytes)),
    audit: (event) => audited.push(declared(event)),
    guardedFetch,
  };
  return {
    context,
    server: createAuthorizationServer(context),
    audited,
    pass: ({ ms = 0, seconds = 0, days = 0 }) => {
      now += ms + seconds * 1000 + days * 86_400_000;
    },
    close: opened.close,
  };
}

/** The event, if it has no detail but those that the schema gives its kind. */
function declared(event: AuditRecord): AuditRecord {
  const known: readonly string[] = ['event', ...auditEvents[event.event]];
  const more = Object.entries(event).filter(([name, value]) => value && !known.includes(name));
  if (more.length > 0) throw new Error(`${event.event} has undeclared details: ${more}`);
  return event;
}

/** Two scopes, of which one includes the other. */
export const scopes = createScopeCatalogue([
  { name: 'notes:read', description: 'Read your notes', implies: [] },
  {
    name: 'notes:write',
    description: 'Create and change your notes',
    implies: ['notes:read'],
  },
]);

const defaults: OAuthSettings = {
  serviceName: 'Notes',
  issuer,
  resource,
  mcpPath: '/mcp',
  scopes,
  accessTokenTtl: 900,
  refreshTokenTtl: 30 * 86_400,
  grantTtl: 90 * 86_400,
  consentTtl: 30 * 86_400,
  refreshRetryWindow: 120,
  refreshUnusedRetryWindow: 0,
  codeRepeatWindow: 0,
  issParameter: true,
  registration: { initialAccessTokens: [], mostUnused: 10_000 },
  clientCredentials: false,
  introspection: false,
  rateLimits: 'off',
  cimd: { allowLoopback: false, allowHosts: [], denyHosts: [] },
};

async function offline(): Promise<never> {
  throw new FetchFailed('unresolved');
}

/** Signs in whoever posts a `username`: the contract and nothing more. */
const loginByName: Login = {
  async attempt({ form, resume, csrf }) {
    const name = form?.get('username');
    if (name) return { kind: 'signed-in', user: { id: `user_${name}`, name }, resume };
    const page = `<form method="post"><input type="hidden" name="csrf" value="${csrf}"></form>`;
    return { kind: 'answer', response: new Response(page) };
  },
};

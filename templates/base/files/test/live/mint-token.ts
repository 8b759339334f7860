/** Access tokens without the way through the browser: a grant put into the store, and its token. */
import { randomBytes } from 'node:crypto';
import { oauthSettings } from '../../src/config.js';
import { FetchFailed } from '../../src/oauth/clients/metadata-document/fetch/fetch-failed.js';
import type { OAuthContext } from '../../src/oauth/context.js';
import { insertGrant } from '../../src/oauth/grants.js';
import { openKeyring } from '../../src/oauth/keyring.js';
import { randomId } from '../../src/oauth/random-id.js';
import { createSecrets } from '../../src/oauth/secrets.js';
import { formAccessToken } from '../../src/oauth/tokens.js';
import type { LiveServer } from './server.js';

/** Whom the token speaks for; by default a user of its own with every permission of nobody else. */
export interface Holder {
  name: string;
  scopes: readonly string[];
}

/** A valid access token for a user; the server cannot tell it from one that it issued itself. */
export async function mintToken(live: LiveServer, { name, scopes }: Holder): Promise<string> {
  const context = await contextOf(live);
  const now = live.clock();
  const grant = {
    id: randomId(context.random),
    userId: `user_${name}`,
    userName: name,
    clientId: 'client_test',
    scopes,
    resource: context.settings.resource,
    createdAt: now,
    expiresAt: now + 86_400_000,
    lastUsedAt: now,
    code: { expiresAt: now + 60_000, redirectUri: 'http://localhost/callback', redeemedAt: now },
    refreshable: false,
    revokedTokens: [],
  };
  await insertGrant(context, grant);
  return (await formAccessToken(context, grant, scopes)).token;
}

async function contextOf({ config, running, store, clock }: LiveServer): Promise<OAuthContext> {
  const secrets = createSecrets(config.secretKeys);
  return {
    settings: oauthSettings(config),
    store,
    login: running.login,
    secrets,
    keyring: await openKeyring({ store, secrets, clock }),
    clock,
    random: randomBytes,
    audit: () => undefined,
    guardedFetch: () => Promise.reject(new FetchFailed('unresolved')),
  };
}

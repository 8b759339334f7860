/** Tokens without a browser. */
import { randomBytes } from 'node:crypto';
import { type Config, oauthSettings } from '../../src/config.js';
import type { Client } from '../../src/oauth/clients/client.js';
import type { OAuthContext } from '../../src/oauth/context.js';
import type { Grant } from '../../src/oauth/grant.js';
import { insertGrant } from '../../src/oauth/grants.js';
import { openKeyring } from '../../src/oauth/keyring.js';
import { randomId } from '../../src/oauth/random-id.js';
import { createSecrets } from '../../src/oauth/secrets.js';
import { formAccessToken, formCode, formRefreshToken } from '../../src/oauth/tokens.js';
import type { Store } from '../../src/store/contract.js';

/** What the tokens of a server depend on. */
export interface Issuer {
  config: Config;
  store: Store;
  clock: () => number;
}

/** Whom the tokens speak for. */
export interface Holder {
  name: string;
  scopes: readonly string[];
  clientId?: string;
}

export interface MintedTokens {
  grantId: string;
  access: string;
  refresh: string;
}

/** Tokens of a new grant. */
export async function mintTokens(issuer: Issuer, holder: Holder): Promise<MintedTokens> {
  const { store, clock } = issuer;
  const { signingAlgorithm: algorithm } = issuer.config;
  const context = contextOf(issuer);
  const keyring = await openKeyring({ store, secrets: context.secrets, clock, algorithm });
  const grant = newGrant(context, holder);
  await insertGrant(context, grant);
  return {
    grantId: grant.id,
    access: (await formAccessToken({ ...context, keyring }, grant, holder.scopes)).token,
    refresh: await formRefreshToken(context.secrets, grant.id, 1),
  };
}

/** The code of a new grant, for {@link mintedRedirectUri} without PKCE. */
export async function mintCode(issuer: Issuer, holder: Holder): Promise<string> {
  const context = contextOf(issuer);
  const { refresh: _, code, expiresAt, ...grant } = newGrant(context, holder);
  const { redirectUri } = code;
  await insertGrant(context, { ...grant, expiresAt, code: { redirectUri, expiresAt } });
  return formCode(context.secrets, grant.id);
}

export const mintedRedirectUri = 'http://localhost/callback';

// Only what codes and tokens take.
function contextOf({ config, store, clock }: Issuer): OAuthContext {
  const secrets = createSecrets(config.secretKeys);
  const settings = oauthSettings(config);
  return { settings, store, secrets, clock, random: randomBytes } as unknown as OAuthContext;
}

/** Stores a public client, that of minted tokens unless the changes say otherwise. */
export async function mintClient(
  { store, clock }: Omit<Issuer, 'config'>,
  changes: Partial<Client> = {},
): Promise<void> {
  const client: Client = {
    id: 'client_test',
    origin: 'operator',
    redirectUris: [mintedRedirectUri],
    grantTypes: ['authorization_code', 'refresh_token'],
    authMethods: ['none'],
    metadata: {},
    createdAt: clock(),
    ...changes,
  };
  await store.insert('client', client.id, { value: client, clientId: client.id });
}

/** Just the access token. */
export async function mintToken(issuer: Issuer, holder: Holder): Promise<string> {
  return (await mintTokens(issuer, holder)).access;
}

function newGrant({ settings, clock, random }: OAuthContext, holder: Holder): Grant {
  const now = clock();
  const dayMs = 86_400_000;
  return {
    id: randomId(random),
    userId: `user_${holder.name}`,
    userName: holder.name,
    clientId: holder.clientId ?? 'client_test',
    scopes: holder.scopes,
    resource: settings.resource,
    createdAt: now,
    expiresAt: now + dayMs,
    lastUsedAt: now,
    code: { expiresAt: now + 60_000, redirectUri: mintedRedirectUri, redeemedAt: now },
    refreshable: true,
    refresh: { generation: 1, idleExpiresAt: now + dayMs, rotations: [] },
    revokedTokens: [],
  };
}

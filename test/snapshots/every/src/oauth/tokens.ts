/** Codes and tokens: formed and read, never stored. */
import type { JWTPayload } from 'jose';
import type { OAuthContext } from './context.js';
import type { Grant } from './grant.js';
import { randomId } from './random-id.js';
import type { Secrets } from './secrets.js';

/** The claims of an access token (RFC 9068, section 2.2) and the grant it belongs to. */
export interface AccessTokenClaims {
  iss: string;
  sub: string;
  aud: string;
  client_id: string;
  /** Space-separated. */
  scope: string;
  /** Seconds since the epoch. */
  iat: number;
  /** Seconds since the epoch. */
  exp: number;
  jti: string;
  /** The grant's id: shows at once that it has ended. */
  gid: string;
}

/** `grant id . mac`: authentic without being stored. */
export async function formCode(secrets: Secrets, grantId: string): Promise<string> {
  return `${grantId}.${await secrets.mac('code', grantId)}`;
}

/** The grant id of an authentic code, else `undefined`: a forged one reaches no grant. */
export async function readCode(secrets: Secrets, code: string): Promise<string | undefined> {
  const match = /^([\w-]{22})\.([\w-]{43})$/.exec(code);
  if (match === null) return undefined;
  const [, grantId = '', mac = ''] = match;
  return (await secrets.verify('code', grantId, mac)) ? grantId : undefined;
}

/** `grant id . generation . mac`. */
export async function formRefreshToken(
  secrets: Secrets,
  grantId: string,
  generation: number,
): Promise<string> {
  const body = `${grantId}.${generation}`;
  return `${body}.${await secrets.mac('refresh', body)}`;
}

/** What an authentic refresh token of any generation names, else `undefined`. */
export async function readRefreshToken(
  secrets: Secrets,
  token: string,
): Promise<{ grantId: string; generation: number } | undefined> {
  const match = /^([\w-]{22})\.([1-9]\d{0,14})\.([\w-]{43})$/.exec(token);
  if (match === null) return undefined;
  const [, grantId = '', generation = '', mac = ''] = match;
  const authentic = await secrets.verify('refresh', `${grantId}.${generation}`, mac);
  return authentic ? { grantId, generation: Number(generation) } : undefined;
}

/**
 * Signs an access token for a grant (RFC 9068).
 *
 * @param scopes the scopes of this token, at most those of the grant
 * @returns the JWT and its lifetime in seconds, within that of the grant
 */
export async function formAccessToken(
  { settings, keyring, clock, random }: OAuthContext,
  grant: Grant,
  scopes: readonly string[],
): Promise<{ token: string; expiresIn: number }> {
  const now = clock();
  const iat = Math.floor(now / 1000);
  const left = Math.ceil((grant.expiresAt - now) / 1000);
  const expiresIn = Math.max(1, Math.min(settings.accessTokenTtl, left));
  const claims: AccessTokenClaims = {
    iss: settings.issuer,
    sub: grant.userId,
    aud: grant.resource,
    client_id: grant.clientId,
    scope: scopes.join(' '),
    iat,
    exp: iat + expiresIn,
    jti: randomId(random),
    gid: grant.id,
  };
  return { token: await keyring.sign({ ...claims }, 'at+jwt'), expiresIn };
}

/**
 * The claims of an access token of this server that is intact and unexpired (RFC 9068, section 4),
 * else `undefined`. Whether its grant is live is for the caller to see.
 */
export async function readAccessToken(
  context: OAuthContext,
  token: string,
): Promise<AccessTokenClaims | undefined> {
  return accessTokenClaims(await context.keyring.verify(token, expectedOf(context)));
}

/** The same at once, from memory; otherwise `undefined`, and nothing is known. */
export function recallAccessToken(
  context: OAuthContext,
  token: string,
): AccessTokenClaims | undefined {
  return accessTokenClaims(context.keyring.recall(token, expectedOf(context)));
}

function accessTokenClaims(payload: JWTPayload | undefined): AccessTokenClaims | undefined {
  return payload !== undefined && isAccessToken(payload) ? payload : undefined;
}

function expectedOf({ settings, clock }: OAuthContext) {
  const { issuer, resource: audience } = settings;
  return { typ: 'at+jwt', issuer, audience, now: clock() };
}

function isAccessToken(claims: object): claims is AccessTokenClaims {
  const record = claims as Record<string, unknown>;
  const texts = ['sub', 'client_id', 'scope', 'jti', 'gid', 'aud'];
  return (
    texts.every((name) => typeof record[name] === 'string') &&
    typeof record['iat'] === 'number' &&
    typeof record['exp'] === 'number'
  );
}

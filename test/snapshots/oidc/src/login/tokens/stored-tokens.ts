/** The provider's tokens of each user, sealed: a copied database opens nothing. */
import type { TokenEndpointResponse } from 'openid-client';
import type { Entry } from '../../store/contract.js';
import type { LoginOptions } from '../contract.js';

/** What is sealed. */
export interface Tokens {
  /** Whose they are, so that no record can take the place of another. */
  userId: string;
  /** The provider and the client that they were given to: no other may be sent them. */
  provider: string;
  clientId: string;
  /** Who that is at the provider. */
  issuer: string;
  subject: string;
  accessToken: string;
  refreshToken?: string | undefined;
}

/** As stored, one record for each user. Instants are milliseconds since the epoch. */
export interface StoredTokens {
  sealed: string;
  /** From then on a new access token is fetched; absent if the provider named no end. */
  freshUntil?: number | undefined;
  /** From then on the access token is refused. */
  expiresAt?: number | undefined;
  /** Until then nobody else may fetch new ones. */
  refreshingUntil?: number | undefined;
}

type Tools = Pick<LoginOptions, 'store' | 'clock' | 'seal' | 'open' | 'longestUseMs'>;

/** A new access token is fetched at most so many milliseconds before the old one ends. */
const marginMs = 60_000;

/** What is kept for the user; `undefined` if nothing opens. */
export async function readTokens(
  { store, open }: Tools,
  userId: string,
): Promise<{ entry: Entry<StoredTokens>; tokens: Tokens } | undefined> {
  const entry = await store.get<StoredTokens>('upstream', userId);
  const text = entry && (await open(entry.value.sealed));
  if (entry === undefined || text === undefined) return undefined;
  const tokens = JSON.parse(text) as Tokens;
  return tokens.userId === userId ? { entry, tokens } : undefined;
}

/**
 * Keeps what the provider gave at a sign-in. A refresh token from before stays if there is no new
 * one: some providers give one at the first sign-in only.
 */
export async function keepTokens(
  tools: Tools,
  whose: Omit<Tokens, 'accessToken' | 'refreshToken'>,
  given: TokenEndpointResponse,
): Promise<void> {
  const { store, clock, longestUseMs } = tools;
  const { userId } = whose;
  for (;;) {
    const entry = await store.get<StoredTokens>('upstream', userId);
    const before = await readTokens(tools, userId);
    const refreshToken = isSame(before?.tokens, whose) ? before?.tokens.refreshToken : undefined;
    const value = await sealed(tools, { ...whose, accessToken: '', refreshToken }, given);
    const draft = { value, userId, expiresAt: clock() + longestUseMs };
    const isWritten =
      entry === undefined
        ? await store.insert('upstream', userId, draft)
        : await store.replace('upstream', userId, entry.version, draft);
    if (isWritten) return;
  }
}

/** The record after the provider answered with new tokens. */
export async function sealed(
  { clock, seal }: Pick<Tools, 'clock' | 'seal'>,
  before: Tokens,
  given: TokenEndpointResponse,
): Promise<StoredTokens> {
  const { access_token: accessToken, refresh_token: refreshToken, expires_in: seconds } = given;
  const tokens: Tokens = { ...before, accessToken, ...(refreshToken && { refreshToken }) };
  const text = await seal(JSON.stringify(tokens));
  if (seconds === undefined) return { sealed: text };
  const lifeMs = seconds * 1000;
  const now = clock();
  const freshUntil = now + lifeMs - Math.min(marginMs, lifeMs / 10);
  return { sealed: text, freshUntil, expiresAt: now + lifeMs };
}

function isSame(before: Tokens | undefined, whose: Omit<Tokens, 'accessToken'>): boolean {
  const names = ['provider', 'clientId', 'issuer', 'subject'] as const;
  return names.every((name) => before?.[name] === whose[name]);
}

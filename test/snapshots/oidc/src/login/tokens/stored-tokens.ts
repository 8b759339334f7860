/** The provider's tokens, sealed: a copied database opens nothing. */
import type { TokenEndpointResponse } from 'openid-client';
import type { Entry } from '../../store/contract.js';
import type { LoginOptions } from '../contract.js';

/** What is sealed. */
export interface Tokens {
  /** No record can take the place of another's. */
  userId: string;
  /** The provider and its client that they were given to: no other may be sent them. */
  provider: string;
  clientId: string;
  /** The user at the provider. */
  issuer: string;
  subject: string;
  accessToken: string;
  refreshToken?: string | undefined;
}

/** As stored for each user. Instants are milliseconds since the epoch. */
export interface StoredTokens {
  sealed: string;
  /** Then a new access token is fetched, if that can be; absent if the provider named no end. */
  freshUntil?: number | undefined;
  /** Then the provider's APIs refuse the access token. */
  expiresAt?: number | undefined;
  /** Until then nobody else may fetch new ones. */
  refreshingUntil?: number | undefined;
}

type Tools = Pick<LoginOptions, 'store' | 'clock' | 'seal' | 'open' | 'longestUseMs'>;

/** Before the end of an access token another is fetched; sooner if its life is short. */
const marginMs = 60_000;

/** `undefined` if there is nothing that opens. */
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
 * Keeps what a sign-in gave. An earlier refresh token stays if there is no new one: some providers
 * give one at the first sign-in only.
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

/** The record with new tokens. */
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

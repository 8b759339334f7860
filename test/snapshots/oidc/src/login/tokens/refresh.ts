/** One refresh at the provider: claimed in the store first, since its refresh tokens work once. */
import { refreshTokenGrant } from 'openid-client';
import type { Entry } from '../../store/contract.js';
import type { LoginOptions } from '../contract.js';
import type { Provider } from '../provider.js';
import { ask, ProviderFailure } from '../provider-failure.js';
import { type StoredTokens, sealed, type Tokens } from './stored-tokens.js';

/** Longer than the provider has to answer; then the claim of a crashed process ends. */
const claimMs = 30_000;

export type Refreshed =
  | { kind: 'refreshed'; accessToken: string }
  /** The refresh token is refused. */
  | { kind: 'ended' }
  /** No answer, or one that says nothing about the refresh token. */
  | { kind: 'failed' }
  /** Somebody else was faster. */
  | { kind: 'overtaken' };

type Found = { entry: Entry<StoredTokens>; tokens: Tokens };

/**
 * Refreshes. Between the claim and the next write nobody else uses the refresh token, in any
 * process: providers that rotate them take a second use for theft.
 */
export async function refreshed(
  options: LoginOptions,
  provider: Provider,
  { entry, tokens }: Found,
): Promise<Refreshed> {
  const { store, clock, audit } = options;
  const { userId } = tokens;
  const { refreshingUntil: _before, ...idle } = entry.value;
  let { version } = entry;
  /** Writes in place of what was written last; `false` if somebody signed in meanwhile. */
  const write = async (value: StoredTokens, expiresAt = entry.expiresAt): Promise<boolean> => {
    const isWritten = await store.replace('upstream', entry.id, version, {
      value,
      userId,
      expiresAt,
    });
    version += 1;
    return isWritten;
  };

  if (!(await write({ ...idle, refreshingUntil: clock() + claimMs }))) return { kind: 'overtaken' };
  try {
    const given = await refreshAt(provider, tokens);
    if (!(await write(await sealed(options, tokens, given)))) return { kind: 'overtaken' };
    audit({ event: 'upstream.refreshed', userId });
    return { kind: 'refreshed', accessToken: given.access_token };
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
    const { reason } = error;
    const hasEnded = reason === 'grant_refused' || reason === 'interaction_required';
    // Not removed but expired: this spares what a new sign-in has written.
    if (!(await write(idle, hasEnded ? clock() : entry.expiresAt))) return { kind: 'overtaken' };
    audit({ event: hasEnded ? 'upstream.ended' : 'upstream.failed', userId, reason });
    return { kind: hasEnded ? 'ended' : 'failed' };
  }
}

async function refreshAt(provider: Provider, { refreshToken = '', issuer, subject }: Tokens) {
  const configuration = await provider.known();
  const given = await ask(() => refreshTokenGrant(configuration, refreshToken));
  const claims = given.claims();
  // A new ID token is about the same person (OpenID Connect Core, section 12.2).
  if (claims !== undefined && (claims.iss !== issuer || claims.sub !== subject)) {
    throw new ProviderFailure('grant_refused');
  }
  return given;
}

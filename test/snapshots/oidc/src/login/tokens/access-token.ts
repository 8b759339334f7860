/** Access tokens of the provider for tools: one call refreshes them for all. */
import { setTimeout as wait } from 'node:timers/promises';
import { UpstreamEnded, UpstreamUnavailable } from '../../principal.js';
import type { LoginOptions } from '../contract.js';
import type { Provider } from '../provider.js';
import { refreshed } from './refresh.js';
import { readTokens, type StoredTokens, type Tokens } from './stored-tokens.js';

/** Milliseconds between two looks at whether another call is done. */
const pauseMs = 50;

/** Milliseconds for which a call waits for another. */
const patienceMs = 15_000;

/**
 * An access token that the provider's APIs take now.
 *
 * @param refused a token that was refused although it has not expired
 * @throws UpstreamEnded
 * @throws UpstreamUnavailable
 */
export async function accessToken(
  options: LoginOptions,
  provider: Provider,
  userId: string,
  refused: string | undefined,
): Promise<string> {
  for (let waitedMs = 0; waitedMs < patienceMs; ) {
    const found = await readTokens(options, userId);
    if (found === undefined || !isOfThis(provider, found.tokens)) throw ended(provider);
    const { entry, tokens } = found;
    const now = options.clock();
    const isRefused = tokens.accessToken === refused;
    if (!isRefused && isBefore(now, entry.value.freshUntil)) return tokens.accessToken;

    const isUsable = !isRefused && isBefore(now, entry.value.expiresAt);
    if (isBeingRefreshed(entry.value, now)) {
      if (isUsable) return tokens.accessToken;
      await wait(pauseMs);
      waitedMs += pauseMs;
      continue;
    }
    if (tokens.refreshToken === undefined) {
      if (isUsable) return tokens.accessToken;
      throw ended(provider);
    }
    const outcome = await refreshed(options, provider, found);
    // Somebody else was faster: what they wrote decides.
    if (outcome.kind === 'overtaken') continue;
    if (outcome.kind === 'refreshed') return outcome.accessToken;
    if (outcome.kind === 'ended') throw ended(provider);
    if (isUsable) return tokens.accessToken;
    break;
  }
  throw unavailable(provider);
}

function isBefore(now: number, end: number | undefined): boolean {
  return end === undefined || now < end;
}

function isBeingRefreshed({ refreshingUntil }: StoredTokens, now: number): boolean {
  return refreshingUntil !== undefined && now < refreshingUntil;
}

// The operator may have turned to another provider, or registered anew.
function isOfThis({ settings }: Provider, tokens: Tokens): boolean {
  return tokens.provider === settings.issuer && tokens.clientId === settings.clientId;
}

function ended({ settings: { name } }: Provider): UpstreamEnded {
  return new UpstreamEnded(`Sign in again: the connection to ${name} has ended`);
}

function unavailable({ settings: { name } }: Provider): UpstreamUnavailable {
  return new UpstreamUnavailable(`${name} gives no access right now; try again later`);
}

/** Fetches what strangers name, but nothing from the server's own network. */
import { isIP } from 'node:net';
import { isLoopbackHost } from '../url.js';
import { isLoopback, isSpecialUse } from './address.js';
import { exchange, type Fetched } from './exchange.js';
import { FetchFailed } from './fetch-failed.js';
import { createResolve, type Resolve } from './resolve.js';
import { createSlots, type SlotLimits } from './slots.js';

/** Gets JSON from an `https` URL, a metadata document by default; rejects with FetchFailed. */
export type GuardedFetch = (url: URL, what?: Fetchable) => Promise<Fetched>;

/** What strangers name by URL. */
export type Fetchable = 'document' | 'keys' | 'issuer';

/** At most so many bytes, in so many milliseconds. */
const kinds: Record<Fetchable, { maxBytes: number; totalMs: number; accept: string }> = {
  // CIMD, section 8.7 recommends 5 KB.
  document: { maxBytes: 5.5 * 1024, totalMs: 5000, accept: 'application/json' },
  // With certificates. Clients wait some ten seconds for tokens, and for a document before.
  keys: {
    maxBytes: 32 * 1024,
    totalMs: 3000,
    accept: 'application/jwk-set+json, application/json',
  },
  // Metadata (RFC 8414).
  issuer: { maxBytes: 32 * 1024, totalMs: 3000, accept: 'application/json' },
};

export interface GuardedFetchOptions {
  /** Milliseconds since the epoch. */
  clock: () => number;
  userAgent: string;
  /** For development: also this machine, by name. */
  allowLoopback: boolean;
  /** Milliseconds. */
  connectMs?: number;
  /** Milliseconds; for whatever is fetched. */
  totalMs?: number;
  slots?: Partial<SlotLimits>;
  resolve?: Resolve;
  isForbidden?: (address: string) => boolean;
  /** Certificate authorities in PEM form, in place of the system's. */
  trust?: string;
}

const systemResolve = createResolve();

const defaultSlots: SlotLimits = { overall: 32, perHost: 4, perHostAndMinute: 60 };

/** Equal requests at the same time are one. */
export function createGuardedFetch(options: GuardedFetchOptions): GuardedFetch {
  const takeSlot = createSlots({ ...defaultSlots, ...options.slots }, options.clock);
  const inFlight = new Map<string, Promise<Fetched>>();
  const begin = async (url: URL, what: Fetchable): Promise<Fetched> => {
    const giveBack = takeSlot(url.hostname);
    try {
      return await fetchOnce(url, { ...kinds[what], ...options });
    } finally {
      giveBack();
    }
  };
  return (url, what = 'document') => {
    const id = `${what} ${url.href}`;
    const running = inFlight.get(id);
    if (running !== undefined) return running;
    const begun = begin(url, what).finally(() => inFlight.delete(id));
    inFlight.set(id, begun);
    return begun;
  };
}

async function fetchOnce(
  url: URL,
  options: GuardedFetchOptions & (typeof kinds)[Fetchable],
): Promise<Fetched> {
  const { connectMs = 3000, totalMs, maxBytes, accept, userAgent, trust } = options;
  const signal = AbortSignal.timeout(totalMs);
  const addresses = await checkedAddresses(url, options, signal);
  return exchange(url, { addresses, accept, userAgent, maxBytes, connectMs, signal, trust });
}

// Resolved once: a name server could answer differently the second time. All addresses must be
// good: mixed answers are no accident.
async function checkedAddresses(
  { hostname }: URL,
  { resolve = systemResolve, isForbidden = isSpecialUse, allowLoopback }: GuardedFetchOptions,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const bare = hostname.replace(/^\[|\]$/g, '');
  const addresses = isIP(bare)
    ? [bare]
    : await Promise.race([resolve(hostname, signal), timeoutOf(signal)]);
  if (addresses.length === 0) throw new FetchFailed('unresolved');
  const isOwn = allowLoopback && isLoopbackHost(hostname);
  if (addresses.some((address) => (isOwn ? !isLoopback(address) : isForbidden(address)))) {
    throw new FetchFailed('special_use_address');
  }
  return addresses;
}

function timeoutOf(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new FetchFailed('timeout')), { once: true });
  });
}

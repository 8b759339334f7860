/** The one place that fetches what strangers name: no use for reaching into the server's network. */
import { isIP } from 'node:net';
import { isLoopbackHost } from '../url.js';
import { isLoopback, isSpecialUse } from './address.js';
import { exchange, type Fetched } from './exchange.js';
import { FetchFailed } from './fetch-failed.js';
import { createResolve, type Resolve } from './resolve.js';
import { createSlots, type SlotLimits } from './slots.js';

/** Gets a JSON document from an `https` URL; rejects with FetchFailed. */
export type GuardedFetch = (url: URL) => Promise<Fetched>;

export interface GuardedFetchOptions {
  /** Milliseconds since the epoch. */
  clock: () => number;
  userAgent: string;
  /** For development: whether the loopback hosts by name may be fetched from. */
  allowLoopback: boolean;
  /** Milliseconds. */
  connectMs?: number;
  totalMs?: number;
  /** Bytes: 5 KB are recommended (CIMD, section 8.7), and a small margin. */
  maxBytes?: number;
  slots?: Partial<SlotLimits>;
  resolve?: Resolve;
  isForbidden?: (address: string) => boolean;
  /** Certificate authorities in PEM form; the system's own if left out. */
  trust?: string;
}

const systemResolve = createResolve();

const defaultSlots: SlotLimits = { overall: 32, perHost: 4, perHostAndMinute: 60 };

/** Equal requests at the same time become one. */
export function createGuardedFetch(options: GuardedFetchOptions): GuardedFetch {
  const takeSlot = createSlots({ ...defaultSlots, ...options.slots }, options.clock);
  const inFlight = new Map<string, Promise<Fetched>>();
  const begin = async (url: URL): Promise<Fetched> => {
    const giveBack = takeSlot(url.hostname);
    try {
      return await fetchOnce(url, options);
    } finally {
      giveBack();
    }
  };
  return (url) => {
    const running = inFlight.get(url.href);
    if (running !== undefined) return running;
    const begun = begin(url).finally(() => inFlight.delete(url.href));
    inFlight.set(url.href, begun);
    return begun;
  };
}

async function fetchOnce(url: URL, options: GuardedFetchOptions): Promise<Fetched> {
  const { connectMs = 3000, totalMs = 5000, maxBytes = 5.5 * 1024, userAgent, trust } = options;
  const signal = AbortSignal.timeout(totalMs);
  const addresses = await checkedAddresses(url, options, signal);
  return exchange(url, { addresses, userAgent, maxBytes, connectMs, signal, trust });
}

// Resolved once: the connection goes to the very addresses that were checked, or a name server could
// answer differently the second time. All of them must be good: mixed answers are no accident.
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

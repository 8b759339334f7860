/** Limits fetches: nobody can make this server flood another one. */
import { FetchFailed } from './fetch-failed.js';

/** Of fetches, failed ones included. */
export interface SlotLimits {
  /** In flight. */
  overall: number;
  /** In flight, for one host. */
  perHost: number;
  /** Begun in one minute, for one host. */
  perHostAndMinute: number;
}

const minuteMs = 60_000;

/**
 * Counts fetches. Failures are not stored: the next request tries again.
 *
 * @param clock milliseconds since the epoch
 * @returns takes a slot for a host, to be given back by calling the result; throws FetchFailed `busy`
 *   when there is none
 */
export function createSlots(
  { overall, perHost, perHostAndMinute }: SlotLimits,
  clock: () => number,
): (host: string) => () => void {
  const inFlight = new Map<string, number>();
  let total = 0;
  let minute = 0;
  let begun = new Map<string, number>();

  return (host) => {
    const now = Math.floor(clock() / minuteMs);
    if (now !== minute) [minute, begun] = [now, new Map()];
    const running = inFlight.get(host) ?? 0;
    const starts = begun.get(host) ?? 0;
    if (total >= overall || running >= perHost || starts >= perHostAndMinute) {
      throw new FetchFailed('busy');
    }
    total += 1;
    inFlight.set(host, running + 1);
    begun.set(host, starts + 1);
    return () => {
      total -= 1;
      const left = (inFlight.get(host) ?? 1) - 1;
      if (left > 0) inFlight.set(host, left);
      else inFlight.delete(host);
    };
  };
}

/** Freshness of what is fetched (RFC 9111, sections 4.2 and 5.2.2). */
import type { IncomingHttpHeaders } from 'node:http';

const minute = 60_000;

/** Bounds for what hosts say, in milliseconds (CIMD, section 5.2). */
export interface FreshnessBounds {
  /** Even for what must not be stored: a sign-in has several requests. */
  leastMs: number;
  /** Where nothing is said. */
  unsaidMs: number;
  /** No mistake of a vendor lasts longer. */
  mostMs: number;
}

const ofDocuments = { leastMs: minute, unsaidMs: 60 * minute, mostMs: 24 * 60 * minute };

/** Milliseconds from now, within the bounds; those for documents if left out. */
export function freshFor(
  headers: IncomingHttpHeaders,
  { leastMs, unsaidMs, mostMs }: FreshnessBounds = ofDocuments,
): number {
  const said = saidFreshness(headers);
  return said === undefined ? unsaidMs : Math.min(Math.max(said, leastMs), mostMs);
}

function saidFreshness(headers: IncomingHttpHeaders): number | undefined {
  const control = headers['cache-control'] ?? '';
  if (/(^|[\s,])no-(store|cache)\b/i.test(control)) return 0;
  const maxAge = /(^|[\s,])max-age="?(\d{1,10})\b/i.exec(control)?.[2];
  // A cache on the way has used up some of it.
  if (maxAge !== undefined) return (Number(maxAge) - seconds(headers.age)) * 1000;
  if (headers.expires === undefined) return undefined;
  // No date, such as `0`, means "expired already".
  return Date.parse(headers.expires) - Date.parse(headers.date ?? '') || 0;
}

function seconds(text = ''): number {
  return /^\d{1,10}$/.test(text) ? Number(text) : 0;
}

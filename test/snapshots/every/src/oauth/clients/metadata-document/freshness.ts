/** How long documents and keys stay fresh (RFC 9111, sections 4.2 and 5.2.2). */
import type { IncomingHttpHeaders } from 'node:http';

const minute = 60_000;

/** CIMD, section 5.2. */
export interface FreshnessBounds {
  /** Requests of one sign-in need the same answer. */
  leastMs: number;
  /** Where nothing is said. */
  unsaidMs: number;
  /** A vendor's mistake must not last. */
  mostMs: number;
}

const ofDocuments = { leastMs: minute, unsaidMs: 60 * minute, mostMs: 24 * 60 * minute };

/** Milliseconds from now. */
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
  // A shared cache has used up some of it.
  if (maxAge !== undefined) return (Number(maxAge) - seconds(headers.age)) * 1000;
  if (headers.expires === undefined) return undefined;
  // Anything but a date, above all `0`, means "expired already".
  return Date.parse(headers.expires) - Date.parse(headers.date ?? '') || 0;
}

function seconds(text = ''): number {
  return /^\d{1,10}$/.test(text) ? Number(text) : 0;
}

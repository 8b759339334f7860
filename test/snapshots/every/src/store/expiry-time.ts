/** What an expiry must be. */

/**
 * An expiry as it is stored: milliseconds since the epoch.
 *
 * @throws RangeError unless it is a whole number: databases make nothing of NaN, and the
 *   record would never expire
 */
export function expiryTime(expiresAt: number): number {
  if (!Number.isSafeInteger(expiresAt)) {
    throw new RangeError('An expiry must be a whole number of milliseconds.');
  }
  return expiresAt;
}

/** Expiries that a database keeps exactly. */

/**
 * @param expiresAt milliseconds since the epoch
 * @throws RangeError unless it is a whole number: with NaN a record would never expire
 */
export function expiryTime(expiresAt: number): number {
  if (!Number.isSafeInteger(expiresAt)) {
    throw new RangeError('An expiry must be a whole number of milliseconds.');
  }
  return expiresAt;
}

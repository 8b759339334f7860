/** The version that a new record begins with. */
import { randomBytes } from 'node:crypto';

/**
 * A number of 48 random bits, so that a late write for another record that had the id before is
 * refused. It can grow 2^52 times and stays exact.
 */
export function firstVersion(): number {
  return randomBytes(6).readUIntBE(0, 6);
}

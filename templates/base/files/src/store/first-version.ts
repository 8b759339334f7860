/** The version that a new record begins with. */
import { randomBytes } from 'node:crypto';

/**
 * 48 random bits: a late write to a record that was removed or has expired names a version that its
 * successor never has. 2^52 writes remain until versions are no exact numbers.
 */
export function firstVersion(): number {
  return randomBytes(6).readUIntBE(0, 6);
}

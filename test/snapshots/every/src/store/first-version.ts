/** The version that a new record begins with. */
import { randomBytes } from 'node:crypto';

/**
 * A number of 48 random bits. Whoever read a record that was removed or has expired holds a version
 * that the record which came after it never has, so their late write is refused. A record can be
 * replaced 2^52 times before its version is no exact number any more.
 */
export function firstVersion(): number {
  return randomBytes(6).readUIntBE(0, 6);
}

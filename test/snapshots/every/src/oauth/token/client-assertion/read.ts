/** Reads an assertion without believing any of it. */
import {
  decodeJwt,
  decodeProtectedHeader,
  type JWTPayload,
  type ProtectedHeaderParameters,
} from 'jose';
import { AssertionRefused } from './assertion-refused.js';

/** The parts of an assertion (RFC 7523, section 3), as sent. */
export interface ReadAssertion {
  header: ProtectedHeaderParameters;
  claims: JWTPayload;
}

/** @throws AssertionRefused `malformed` for what is no JWT */
export function readAssertion(assertion: string): ReadAssertion {
  // Decoders take spaces, and more parts.
  if (!/^[\w-]+\.[\w-]+\.[\w-]*$/.test(assertion)) throw new AssertionRefused('malformed');
  try {
    return { header: decodeProtectedHeader(assertion), claims: decodeJwt(assertion) };
  } catch {
    throw new AssertionRefused('malformed'); // The message of the library could quote it.
  }
}

/** The client that an assertion claims to be of (RFC 7521, section 4.2); `undefined` for none. */
export function claimedClient(assertion: string): string | undefined {
  try {
    const { sub } = readAssertion(assertion).claims;
    return typeof sub === 'string' && sub !== '' ? sub : undefined;
  } catch (error) {
    if (error instanceof AssertionRefused) return undefined;
    throw error;
  }
}

/** Reads an assertion without believing it. */
import {
  decodeJwt,
  decodeProtectedHeader,
  type JWTPayload,
  type ProtectedHeaderParameters,
} from 'jose';
import { AssertionRefused } from './assertion-refused.js';

/** As sent (RFC 7523, section 3). */
export interface ReadAssertion {
  header: ProtectedHeaderParameters;
  claims: JWTPayload;
}

/** @throws AssertionRefused `malformed` for no JWT in compact form */
export function readAssertion(assertion: string): ReadAssertion {
  // Decoders tolerate spaces and more parts.
  if (!/^[\w-]+\.[\w-]+\.[\w-]*$/.test(assertion)) throw new AssertionRefused('malformed');
  try {
    return { header: decodeProtectedHeader(assertion), claims: decodeJwt(assertion) };
  } catch {
    throw new AssertionRefused('malformed'); // The message of the library could quote it.
  }
}

/** Whose it claims to be (RFC 7521, section 4.2). */
export function claimedClient(assertion: string): string | undefined {
  try {
    const { sub } = readAssertion(assertion).claims;
    return typeof sub === 'string' && sub !== '' ? sub : undefined;
  } catch (error) {
    if (error instanceof AssertionRefused) return undefined;
    throw error;
  }
}

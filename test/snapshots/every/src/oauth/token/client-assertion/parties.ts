/** Check: the assertion is by the client, about the client (RFC 7523, section 3, items 1 and 2). */
import type { JWTPayload } from 'jose';
import { AssertionRefused } from './assertion-refused.js';

/** @throws AssertionRefused `other_client` */
export function checkParties({ iss, sub }: JWTPayload, clientId: string): void {
  if (iss !== clientId || sub !== clientId) throw new AssertionRefused('other_client');
}

/** What must never stand in a document that everybody can read (CIMD, section 4.1). */
import { DocumentRefused } from './document-refused.js';

/** Members of private and symmetric keys (RFC 7518, sections 6.2.2, 6.3.2 and 6.4.1). */
const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

/**
 * Refuses client secrets and private keys, whatever their values.
 *
 * @throws DocumentRefused `shared_secret` or `private_key`
 */
export function refuseSecrets(document: Readonly<Record<string, unknown>>): void {
  if (Object.keys(document).some((member) => member.startsWith('client_secret'))) {
    throw new DocumentRefused('shared_secret');
  }
  if (keysIn(document['jwks']).some(isPrivate)) throw new DocumentRefused('private_key');
}

// Also finds keys in a set that is not shaped as RFC 7517 wants it.
function keysIn(jwks: unknown): unknown[] {
  if (!isObject(jwks)) return [];
  return Object.values(jwks).flat().concat(jwks);
}

function isPrivate(key: unknown): boolean {
  return isObject(key) && privateMembers.some((member) => member in key);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

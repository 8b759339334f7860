/** Finds private keys where only public ones belong. */

/** RFC 7518, sections 6.2.2, 6.3.2 and 6.4.1. */
const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

/** Whether a JWK Set holds one, shaped as RFC 7517 wants it or not. */
export function holdsPrivateKey(jwks: unknown): boolean {
  return keysIn(jwks).some(isPrivate);
}

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

/** The algorithms of clients' assertions. */

/**
 * Asymmetric ones alone: a public key must never pass for a shared secret (RFC 8725, section 3.1).
 * EdDSA and Ed25519 are two names of the same (RFC 9864, section 2.2).
 */
export const assertionAlgorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
] as const;
export type AssertionAlgorithm = (typeof assertionAlgorithms)[number];

/** The algorithm of that name (RFC 7518, section 3.1); `undefined` for any other. */
export function assertionAlgorithm(name: unknown): AssertionAlgorithm | undefined {
  return assertionAlgorithms.find((algorithm) => algorithm === name);
}

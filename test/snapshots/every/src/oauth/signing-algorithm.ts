/** The algorithms of access tokens. */

/**
 * RFC 9068, section 2.1 demands RS256. The others make shorter tokens, but verify slower, at each
 * request.
 */
export const signingAlgorithms = ['RS256', 'ES256', 'EdDSA'] as const;
export type SigningAlgorithm = (typeof signingAlgorithms)[number];

/** The algorithm of that name (RFC 7518, section 3.1; RFC 8037); `undefined` for any other. */
export function signingAlgorithm(name: unknown): SigningAlgorithm | undefined {
  return signingAlgorithms.find((algorithm) => algorithm === name);
}

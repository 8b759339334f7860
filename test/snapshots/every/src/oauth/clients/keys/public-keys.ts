/** Public keys in a JWK Set (RFC 7517, section 5). */
import { z } from 'zod';
import { assertionAlgorithms } from '../assertion-algorithm.js';
import { holdsPrivateKey } from './private-key.js';

/** Far more than anybody needs; each may have to be tried. */
const mostKeys = 50;

const said = {
  kid: z.string().max(256).optional(),
  use: z.literal('sig').optional(),
  alg: z.enum(assertionAlgorithms).optional(),
  key_ops: z
    .array(z.string())
    .refine((operations) => operations.includes('verify'))
    .optional(),
};

/** RFC 7518, section 6; RFC 8037, section 2; the rest is dropped. */
const publicKey = z.discriminatedUnion('kty', [
  // From 2048 bits (RFC 7518) to 8192: more only costs time.
  z.object({ kty: z.literal('RSA'), n: base64url(342, 1366), e: base64url(2, 8), ...said }),
  z.object({
    kty: z.literal('EC'),
    crv: z.enum(['P-256', 'P-384', 'P-521']),
    x: base64url(43, 88),
    y: base64url(43, 88),
    ...said,
  }),
  z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: base64url(43, 43), ...said }),
]);

/** A key that can verify signatures. */
export type PublicKey = z.output<typeof publicKey>;

/**
 * The keys that can verify a signature; others are left out.
 *
 * @returns `undefined` for what is no set of public keys, of which nothing is trusted
 */
export function readPublicKeys(jwks: unknown): PublicKey[] | undefined {
  const set = z.looseObject({ keys: z.array(z.unknown()).max(mostKeys) }).safeParse(jwks);
  if (!set.success || holdsPrivateKey(jwks)) return undefined;
  return set.data.keys.flatMap((key) => publicKey.safeParse(key).data ?? []);
}

function base64url(least: number, most: number) {
  return z
    .string()
    .regex(/^[\w-]+$/)
    .min(least)
    .max(most);
}

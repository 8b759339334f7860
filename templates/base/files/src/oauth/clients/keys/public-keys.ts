/** A client's public keys: a JWK Set from a stranger (RFC 7517, section 5), as far as it is of use. */
import { z } from 'zod';
import { assertionAlgorithms } from '../assertion-algorithm.js';
import { holdsPrivateKey } from './private-key.js';

/** Far more than anybody rotates; each of them may cost a verification. */
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

/** RFC 7518, section 6, and RFC 8037, section 2; what is not listed is dropped. */
const publicKey = z.discriminatedUnion('kty', [
  // From 2048 bits, which RFC 7518 demands, to 8192: larger ones only keep this server busy.
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
 * The keys of a set that can verify a signature; a set may also hold others, which are left out.
 *
 * @returns `undefined` for what is no set of public keys: then nothing in it is to be trusted
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

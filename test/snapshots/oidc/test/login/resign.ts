/** ID tokens that say something else than the provider meant, properly signed or not. */
import { decodeJwt, decodeProtectedHeader, type JWTPayload, SignJWT } from 'jose';

/** The token with other claims, signed with this key under the name of the provider's. */
export async function resign(
  token: string,
  key: CryptoKey,
  change: (claims: JWTPayload) => JWTPayload = (claims) => claims,
): Promise<string> {
  const header = decodeProtectedHeader(token);
  return new SignJWT(change(decodeJwt(token)))
    .setProtectedHeader({ ...header, alg: 'ES256' })
    .sign(key);
}

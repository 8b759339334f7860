/** ID tokens that say something else. */
import { decodeJwt, decodeProtectedHeader, type JWTPayload, SignJWT } from 'jose';

/** The token with other claims, signed with this key. */
export async function resign(
  token: string,
  key: CryptoKey,
  change: (claims: JWTPayload) => JWTPayload = () => ({}),
): Promise<string> {
  const header = decodeProtectedHeader(token);
  const claims = decodeJwt(token);
  return new SignJWT({ ...claims, ...change(claims) })
    .setProtectedHeader({ ...header, alg: 'ES256' })
    .sign(key);
}

/** ID tokens that the provider did not mean, properly signed or not. */
import { decodeJwt, decodeProtectedHeader, type JWTPayload, SignJWT } from 'jose';

/** With other claims, signed with this key under the provider's id. */
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

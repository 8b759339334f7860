/** Client authentication with `private_key_jwt` (RFC 7523, sections 2.2 and 3). */
import type { Client } from '../../clients/client.js';
import type { OAuthContext } from '../../context.js';
import { KeysUnavailable } from '../../errors.js';
import { type AssertionFailure, AssertionRefused } from './assertion-refused.js';
import { checkAudience } from './audience.js';
import { checkHeader } from './header.js';
import { checkLifetime } from './lifetime.js';
import { requiredJti, useOnce } from './once.js';
import { checkParties } from './parties.js';
import { readAssertion } from './read.js';
import { checkSignature } from './signature.js';

/**
 * Why an assertion does not prove that this client sends it; `undefined` if it does. What needs no
 * key comes first, so that nothing is fetched for an assertion that is no use.
 *
 * @param path that of the endpoint that was called
 * @throws KeysUnavailable
 * @throws StoreUnavailable
 */
export async function assertionFailure(
  context: OAuthContext,
  client: Client,
  assertion: string,
  path: string,
): Promise<AssertionFailure | undefined> {
  try {
    const { header, claims } = readAssertion(assertion);
    const alg = checkHeader(header, client);
    checkParties(claims, client.id);
    checkAudience(claims.aud, context.settings.issuer, path);
    const until = checkLifetime(claims, context.clock());
    const jti = requiredJti(claims.jti);
    await checkSignature(context, client, assertion, { alg, kid: header.kid });
    await useOnce(context, client, jti, until);
    return undefined;
  } catch (error) {
    if (error instanceof AssertionRefused) return error.reason;
    // Whoever may come without an assertion may come with this one.
    if (error instanceof KeysUnavailable && client.authMethods.includes('none')) return undefined;
    throw error;
  }
}

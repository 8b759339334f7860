/** What is known of an identity assertion before its client is. */
import type { AssertedIdentity, AssertedUsers } from '../../../login/contract.js';
import type { OAuthContext } from '../../context.js';
import type { KeySetOf } from '../../issuers/key-set-of.js';
import type { TokenRequest } from '../index.js';
import { checkAudience } from './audience.js';
import { checkHeader } from './header.js';
import { trustedIssuerOf } from './issuer.js';
import { checkLifetime } from './lifetime.js';
import { requiredJti } from './once.js';
import { parties } from './parties.js';
import { readIdentityAssertion } from './read.js';
import { checkResource } from './resource.js';
import { checkSignature } from './signature.js';

/** An assertion of a trusted issuer for this server, which may have been used before. */
export interface Believed {
  identity: AssertedIdentity;
  /** Nobody else may present it. */
  clientId: string;
  jti: string;
  /** When it is no longer accepted, in milliseconds since the epoch. */
  until: number;
}

/**
 * The checks that need no client (Identity Assertion Grant, section 4.4.1). What needs no key comes
 * first, so that nothing is fetched for an assertion that is no use.
 *
 * @throws OAuthError `invalid_request` or `invalid_grant`
 * @throws RateLimited
 * @throws KeysUnavailable
 * @throws StoreUnavailable
 */
export async function believeAssertion(
  context: OAuthContext,
  { issuers }: AssertedUsers,
  keySetOf: KeySetOf,
  { form, caller }: Pick<TokenRequest, 'form' | 'caller'>,
): Promise<Believed> {
  const { settings, clock } = context;
  const { assertion, header, claims } = readIdentityAssertion(form);
  const alg = checkHeader(header);
  const trusted = trustedIssuerOf(claims, issuers);
  checkAudience(claims.aud, settings.issuer);
  const { subject, clientId } = parties(claims);
  checkResource(settings, claims['resource']);
  const until = checkLifetime(claims, clock());
  const jti = requiredJti(claims.jti);
  const { kid } = header;
  await checkSignature(context, keySetOf, { ...trusted, assertion, alg, kid, caller });
  return { identity: { ...trusted, subject, claims }, clientId, jti, until };
}

/** Refuses identity assertions: outward all read the same, the log says why. */
import { OAuthError } from '../../errors.js';

/** A closed set: nothing of an assertion gets into the log. */
export type Problem =
  | 'malformed'
  | 'type'
  | 'critical_header'
  | 'algorithm'
  | 'untrusted_issuer'
  | 'audience'
  | 'expired'
  | 'too_long_lived'
  | 'from_the_future'
  | 'no_subject'
  | 'no_client'
  | 'other_client'
  | 'other_resource'
  | 'unknown_scopes'
  | 'no_jti'
  | 'unknown_key'
  | 'signature'
  | 'replayed'
  | 'user_refused';

/** @throws OAuthError `invalid_grant` (RFC 7521, section 4.1.1) */
export function refuse(problem: Problem): never {
  const description = 'The assertion is not valid here, has expired or was used before';
  throw new OAuthError('invalid_grant', description, `assertion_${problem}`);
}

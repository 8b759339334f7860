/** Check: only the authorization code is offered (OAuth 2.1, section 10.1). */
import { OAuthError } from '../errors.js';
import { single } from '../form.js';

/** @throws OAuthError `invalid_request` without a type, `unsupported_response_type` for another */
export function checkResponseType(parameters: URLSearchParams): void {
  const type = single(parameters, 'response_type');
  if (type === undefined) throw new OAuthError('invalid_request', 'Send response_type=code');
  if (type !== 'code') {
    throw new OAuthError('unsupported_response_type', 'The only response type here is code');
  }
}

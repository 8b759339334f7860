/** Grant type `authorization_code` (OAuth 2.1, section 4.1.3). */
import type { OAuthContext } from '../context.js';
import { OAuthError } from '../errors.js';
import { single } from '../form.js';
import { requestedResources } from '../resource.js';
import { sha256 } from '../sha256.js';
import { readCode } from '../tokens.js';
import type { TokenRequest } from './index.js';
import { issueFor } from './issue.js';
import { countTokenRequest } from './request-limit.js';

/**
 * Redeems a code, unless the request itself is wrong.
 *
 * @throws OAuthError `invalid_request`, `invalid_target` or `invalid_grant`
 */
export async function redeemCode(context: OAuthContext, request: TokenRequest): Promise<Response> {
  const { client, form, caller } = request;
  const code = single(form, 'code');
  if (code === undefined) throw new OAuthError('invalid_request', 'Send code');
  const codeVerifier = readCodeVerifier(form);
  const redirectUri = single(form, 'redirect_uri');
  const resources = requestedResources(context.settings, form);

  const grantId = await readCode(context.secrets, code);
  await countTokenRequest(context, request, grantId);
  return issueFor(context, caller, grantId, {
    type: 'redeem',
    clientId: client.id,
    ...(redirectUri !== undefined && { redirectUri }),
    ...(codeVerifier !== undefined && { codeChallenge: await sha256(codeVerifier) }),
    resources,
  });
}

// RFC 7636, section 4.1.
function readCodeVerifier(form: URLSearchParams): string | undefined {
  const verifier = single(form, 'code_verifier');
  if (verifier === undefined || /^[\w.~-]{43,128}$/.test(verifier)) return verifier;
  throw new OAuthError('invalid_request', 'code_verifier must be 43 to 128 unreserved characters');
}

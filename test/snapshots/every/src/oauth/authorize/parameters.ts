/** Reads the parameters of an authorization request (OAuth 2.1, section 3.1): query or form. */
import { OAuthError } from '../errors.js';
import { readForm } from '../form.js';
import type { ReturnAddress } from '../transaction.js';

/** Enough for a `state` of several KB, and fit for the header of the redirect. */
const longest = 12 * 1024;

/** The parameters that this server knows; others are ignored, repeated or not. */
const meaningful = [
  'response_type',
  'scope',
  'state',
  'code_challenge',
  'code_challenge_method',
  'prompt',
];

/**
 * The parameters as sent.
 *
 * @throws OAuthError `invalid_request` for another media type or too many of them
 */
export async function readParameters(request: Request): Promise<URLSearchParams> {
  const parameters =
    request.method === 'POST' ? await readForm(request) : new URL(request.url).searchParams;
  if (parameters.toString().length > longest) {
    throw new OAuthError('invalid_request', 'The request is too long');
  }
  return parameters;
}

/**
 * Refuses what two readers could understand differently (OAuth 2.1, section 3.1). `resource` may be
 * repeated (RFC 8707, section 2).
 *
 * @throws OAuthError `invalid_request`
 */
export function checkUnrepeated(parameters: URLSearchParams): void {
  const repeated = meaningful.find((name) => parameters.getAll(name).length > 1);
  if (repeated !== undefined) throw new OAuthError('invalid_request', `Send ${repeated} once`);
}

/** The redirect URI, and the `state` if it was sent once. */
export function returnAddress(redirectUri: string, parameters: URLSearchParams): ReturnAddress {
  const [state = '', ...more] = parameters.getAll('state');
  return state === '' || more.length > 0 ? { redirectUri } : { redirectUri, state };
}

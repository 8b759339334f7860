/** The form that clients post. */
import { OAuthError } from '../errors.js';
import { readForm } from '../form.js';

/** URLs end up in logs and histories. */
const bodyOnly = [
  'client_assertion',
  'client_secret',
  'code',
  'code_verifier',
  'refresh_token',
  'token',
];

/**
 * The parameters of the body, each once but `resource` (OAuth 2.1, section 3.2; RFC 8707, 2).
 *
 * @throws OAuthError `invalid_request`; also for a secret in the query (OAuth 2.1, section 2.4.1)
 */
export async function readClientForm(request: Request): Promise<URLSearchParams> {
  const query = new URL(request.url).searchParams;
  if (bodyOnly.some((name) => query.has(name))) {
    throw new OAuthError('invalid_request', 'Send parameters in the body, not in the URL');
  }
  const form = await readForm(request);
  for (const name of new Set(form.keys())) {
    if (name !== 'resource' && form.getAll(name).length > 1) {
      throw new OAuthError('invalid_request', 'Send each parameter once', 'repeated_parameter');
    }
  }
  return form;
}

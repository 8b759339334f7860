/** Which client a request names, and by which method it authenticates. */
import type { AuthMethod } from '../clients/client.js';
import { OAuthError } from '../errors.js';
import { single } from '../form.js';
import { basicCredentials } from './basic-credentials.js';

/** A client id and the secret that came with it; the secret is empty for method `none`. */
export interface Credentials {
  clientId: string;
  secret: string;
}

/** Several candidates where the header can be read in more than one way; at least one. */
export interface Presented {
  method: AuthMethod;
  candidates: readonly Credentials[];
}

/**
 * Reads the Authorization header and the body.
 *
 * @throws OAuthError `invalid_request` for two methods at once or two client ids, `invalid_client`
 *   for none, an unreadable or an unsupported one
 */
export function presentedCredentials(request: Request, form: URLSearchParams): Presented {
  const header = request.headers.get('authorization') ?? '';
  const basic = /^basic(?: +|$)/i.test(header);
  const clientId = single(form, 'client_id');
  const secret = single(form, 'client_secret');
  const assertion = single(form, 'client_assertion') !== undefined;

  if (Number(basic) + Number(secret !== undefined) + Number(assertion) > 1) {
    throw new OAuthError('invalid_request', 'Authenticate by one method only');
  }
  if (assertion) throw new OAuthError('invalid_client', 'Assertions are not supported here');
  if (basic) return fromHeader(basicCredentials(header), clientId);
  if (clientId === undefined) throw new OAuthError('invalid_client', 'Send client_id');
  return secret === undefined
    ? { method: 'none', candidates: [{ clientId, secret: '' }] }
    : { method: 'client_secret_post', candidates: [{ clientId, secret }] };
}

function fromHeader(readings: readonly Credentials[], clientId: string | undefined): Presented {
  if (readings.length === 0) throw new OAuthError('invalid_client', 'Malformed Basic credentials');
  const candidates = readings.filter((it) => clientId === undefined || it.clientId === clientId);
  if (candidates.length === 0) {
    throw new OAuthError('invalid_request', 'client_id differs from the Authorization header');
  }
  // Some libraries of public clients send `id:` in a header rather than no header at all.
  const anonymous = candidates.every(({ secret }) => secret === '');
  return { method: anonymous ? 'none' : 'client_secret_basic', candidates };
}

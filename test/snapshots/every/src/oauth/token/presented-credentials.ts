/** Which client a request names, and how it authenticates. */
import { OAuthError } from '../errors.js';
import { single } from '../form.js';
import { basicReadings, type Reading } from './basic-credentials.js';
import { hasAssertion, presentedAssertion } from './client-assertion/presented.js';

/** A client id, its method, and what is to prove it. */
export type Credentials =
  | { method: 'none'; clientId: string }
  | { method: 'client_secret_basic' | 'client_secret_post'; clientId: string; secret: string }
  | { method: 'private_key_jwt'; clientId: string; assertion: string };

/**
 * Reads the Authorization header and the body.
 *
 * @returns one way to read the header, or several
 * @throws OAuthError `invalid_request` for two methods or two client ids, `invalid_client` for none
 *   that can be read
 */
export function presentedCredentials(request: Request, form: URLSearchParams): Credentials[] {
  const header = request.headers.get('authorization') ?? '';
  const basic = /^basic(?: +|$)/i.test(header);
  const clientId = single(form, 'client_id');
  const secret = single(form, 'client_secret');
  const assertion = hasAssertion(form);

  if (Number(basic) + Number(secret !== undefined) + Number(assertion) > 1) {
    throw new OAuthError('invalid_request', 'Authenticate by one method only');
  }
  if (assertion) return [presentedAssertion(form)];
  if (basic) return fromHeader(basicReadings(header), clientId);
  if (clientId === undefined) throw new OAuthError('invalid_client', 'Send client_id');
  return secret === undefined
    ? [{ method: 'none', clientId }]
    : [{ method: 'client_secret_post', clientId, secret }];
}

function fromHeader(readings: readonly Reading[], clientId: string | undefined): Credentials[] {
  if (readings.length === 0) throw new OAuthError('invalid_client', 'Malformed Basic credentials');
  const candidates = readings.filter((it) => clientId === undefined || it.clientId === clientId);
  if (candidates.length === 0) {
    throw new OAuthError('invalid_request', 'client_id differs from the Authorization header');
  }
  // Libraries of public clients may send `id:` in place of no header.
  return candidates.map((it) =>
    it.secret === ''
      ? { method: 'none', clientId: it.clientId }
      : { method: 'client_secret_basic', ...it },
  );
}

/** Check: the client is registered for the authorization code. */
import type { Client } from '../clients/client.js';
import { OAuthError } from '../errors.js';

/** @throws OAuthError `unauthorized_client` (OAuth 2.1, section 4.1.2.1) */
export function checkGrantType({ grantTypes }: Pick<Client, 'grantTypes'>): void {
  if (grantTypes.includes('authorization_code')) return;
  throw new OAuthError('unauthorized_client', 'The client is not registered for codes');
}

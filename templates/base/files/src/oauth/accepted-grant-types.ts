/** The grant types of this server as its operator wants it. */
import { type GrantType, grantTypes, userGrantTypes } from './clients/client.js';
import type { OAuthSettings } from './context.js';

/** Those that the token endpoint takes and the metadata names (RFC 8414, section 2). */
export function acceptedGrantTypes({
  clientCredentials,
}: Pick<OAuthSettings, 'clientCredentials'>): readonly GrantType[] {
  return clientCredentials ? grantTypes : userGrantTypes;
}

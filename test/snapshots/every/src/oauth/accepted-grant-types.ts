/** The grant types of this server, as configured. */
import { type GrantType, grantTypes, userGrantTypes } from './clients/client.js';
import type { OAuthContext } from './context.js';

/** RFC 7523, section 2.1; no client registers for it: somebody must vouch for those that may use it. */
export const jwtBearer = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/** What the token endpoint can be asked for. */
export type TokenGrantType = GrantType | typeof jwtBearer;

/** Those that the token endpoint takes and the metadata names (RFC 8414, section 2). */
export function acceptedGrantTypes({
  settings,
  login,
}: Pick<OAuthContext, 'settings' | 'login'>): readonly TokenGrantType[] {
  const ofClients = settings.clientCredentials ? grantTypes : userGrantTypes;
  return login.asserted === undefined ? ofClients : [...ofClients, jwtBearer];
}

/** The grant types that the operator's settings accept. */
import { type GrantType, grantTypes, userGrantTypes } from './clients/client.js';
import type { OAuthContext } from './context.js';

/** RFC 7523, section 2.1. No client registers for it: who vouches decides. */
export const jwtBearer = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

export type TokenGrantType = GrantType | typeof jwtBearer;

/** For the token endpoint and the metadata (RFC 8414, section 2). */
export function acceptedGrantTypes({
  settings,
  login,
}: Pick<OAuthContext, 'settings' | 'login'>): readonly TokenGrantType[] {
  const ofClients = settings.clientCredentials ? grantTypes : userGrantTypes;
  return login.asserted === undefined ? ofClients : [...ofClients, jwtBearer];
}

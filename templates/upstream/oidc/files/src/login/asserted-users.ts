/** Users whom an enterprise's identity provider vouches for to a client. */

import type { Login, LoginOptions } from './contract.js';
import type { LoginSettings } from './settings.js';

/** The part of the login step for them; empty where no issuer is trusted with it. */
export function assertedUsers(_options: LoginOptions<LoginSettings>): Partial<Login> {
  return {};
}

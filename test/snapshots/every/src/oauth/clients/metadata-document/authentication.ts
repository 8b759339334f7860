/** How a client with a metadata document authenticates. */
import type { OAuthSettings } from '../../context.js';
import type { AuthMethod, Client } from '../client.js';
import { KeysRefused, type RegisteredKeys, readRegisteredKeys } from '../keys/registered-keys.js';
import { DocumentRefused } from './document-refused.js';

/** Those that need no shared secret. */
const offered = ['none', 'private_key_jwt'] as const satisfies readonly AuthMethod[];

interface Sent extends Readonly<Record<string, unknown>> {
  token_endpoint_auth_method?: string | undefined;
  token_endpoint_auth_methods_supported?: readonly string[] | undefined;
}

/**
 * The methods that both can do, and the keys for them, which may be of no use if `none` is among
 * them.
 *
 * @throws DocumentRefused `auth_method` if there is none, `keys` if it needs keys and there are none,
 *   `shared_secret` if a method of the client needs one (CIMD, section 4.1)
 */
export function authenticationOf(
  sent: Sent,
  settings: Pick<OAuthSettings, 'cimd'>,
): Pick<Client, 'authMethods'> & RegisteredKeys {
  const methods = commonMethods(sent);
  if (!methods.includes('private_key_jwt')) return { authMethods: methods };
  try {
    return { authMethods: methods, ...readRegisteredKeys(sent, settings, 'metadata-document') };
  } catch (error) {
    if (!(error instanceof KeysRefused)) throw error;
    if (methods.includes('none')) return { authMethods: ['none'] };
    throw new DocumentRefused('keys');
  }
}

// A list comes before the single method, which counts without one (CIMD, section 8.2); without either
// it is `none`.
function commonMethods(sent: Sent): AuthMethod[] {
  const { token_endpoint_auth_method: single = 'none' } = sent;
  const list = sent.token_endpoint_auth_methods_supported ?? [];
  if ([single, ...list].some((method) => method.startsWith('client_secret'))) {
    throw new DocumentRefused('shared_secret');
  }
  const wanted = list.length > 0 ? list : [single];
  const common = offered.filter((method) => wanted.includes(method));
  if (common.length === 0) throw new DocumentRefused('auth_method');
  return common;
}

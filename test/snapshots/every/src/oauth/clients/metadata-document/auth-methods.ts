/** How a client with a metadata document authenticates: negotiated between its list and ours. */
import type { AuthMethod } from '../client.js';
import { DocumentRefused } from './document-refused.js';

/** The methods of this server that need no shared secret. */
const offered = ['none'] as const satisfies readonly AuthMethod[];

interface Sent {
  token_endpoint_auth_method?: string | undefined;
  token_endpoint_auth_methods_supported?: readonly string[] | undefined;
}

/**
 * What both sides can do. A list of methods counts before the single one, which is then only a
 * preference; without a list the single one binds (CIMD, section 8.2), and `none` is meant by
 * clients that name neither.
 *
 * @throws DocumentRefused `auth_method` if there is nothing in common, `shared_secret` if one of the
 *   methods needs a secret that both sides know (CIMD, section 4.1)
 */
export function authMethodsOf(sent: Sent): AuthMethod[] {
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

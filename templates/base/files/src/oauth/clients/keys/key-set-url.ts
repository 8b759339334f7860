/** From which URLs the keys of clients are fetched. */
import type { CimdSettings } from '../../context.js';
import type { Client } from '../client.js';
import { isHostAdmitted } from '../metadata-document/hosts.js';
import { documentUrl } from '../metadata-document/url.js';

/**
 * The `jwks_uri` of a client as a URL that may be asked (CIMD, section 8.6). What strangers name
 * obeys the rules for metadata documents: where those are turned off, or their host is not admitted,
 * nothing is fetched.
 *
 * @returns `undefined` if it must not be asked
 */
export function keySetUrl(
  cimd: CimdSettings | 'off',
  jwksUri: string,
  origin: Client['origin'],
): URL | undefined {
  const url = documentUrl(jwksUri, cimd !== 'off' && cimd.allowLoopback);
  if (url === undefined || origin === 'operator') return url;
  return cimd !== 'off' && isHostAdmitted(url.hostname, cimd) ? url : undefined;
}

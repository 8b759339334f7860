/** From which URLs the keys of clients are fetched. */
import type { CimdSettings } from '../../context.js';
import type { Client } from '../client.js';
import { isHostAdmitted } from '../metadata-document/hosts.js';
import { documentUrl } from '../metadata-document/url.js';

/**
 * The `jwks_uri` of a client (CIMD, section 8.6). What strangers name is under the rules for metadata
 * documents.
 *
 * @returns `undefined` if nothing may be fetched from it
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

/** Check: the assertion is for the resource of this server, if it names any. */

import type { OAuthSettings } from '../../context.js';
import { canonicalResource } from '../../resource.js';
import { refuse } from './refuse.js';

/**
 * An assertion that names none is for the only one (MCP enterprise-managed authorization, section
 * 5.1).
 *
 * @param resource as in the claim: a text, or a list
 * @throws OAuthError `invalid_grant`
 */
export function checkResource(settings: OAuthSettings, resource: unknown): void {
  const isOurs = (one: unknown) =>
    typeof one === 'string' && canonicalResource(settings, one) !== undefined;
  if (resource !== undefined && ![resource].flat().every(isOurs)) refuse('other_resource');
}

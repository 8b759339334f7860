/** Check: every resource that the client names is ours (RFC 8707, section 2.1). */
import type { OAuthSettings } from '../context.js';
import { requestedResources } from '../resource.js';

/**
 * The canonical resource. This server has exactly one, which also serves clients that name none.
 *
 * @throws OAuthError `invalid_target`
 */
export function targetResource(settings: OAuthSettings, parameters: URLSearchParams): string {
  const [named = settings.resource] = requestedResources(settings, parameters);
  return named;
}

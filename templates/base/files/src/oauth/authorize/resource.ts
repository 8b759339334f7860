/** Check: every named resource is ours (RFC 8707, section 2.1). */
import type { OAuthSettings } from '../context.js';
import { requestedResources } from '../resource.js';

/**
 * There is one, for clients that name none too.
 *
 * @throws OAuthError `invalid_target`
 */
export function targetResource(settings: OAuthSettings, parameters: URLSearchParams): string {
  const [named = settings.resource] = requestedResources(settings, parameters);
  return named;
}

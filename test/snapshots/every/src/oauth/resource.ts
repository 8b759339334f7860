/** Resource indicators (RFC 8707): one resource, spelled in several ways. */
import type { OAuthSettings } from './context.js';
import { OAuthError } from './errors.js';

/**
 * The canonical identifier of a resource, or `undefined` if it is not ours. Only upper-case scheme
 * and host, the default port and one trailing slash make no difference (MCP authorization, "Canonical
 * Server URI").
 */
export function canonicalResource(settings: OAuthSettings, value: string): string | undefined {
  const ours = comparable(settings.resource);
  return ours !== undefined && comparable(value) === ours ? settings.resource : undefined;
}

/**
 * The resources that a request names, canonical, each once.
 *
 * @throws OAuthError `invalid_target` if one of them is not ours (RFC 8707, section 2)
 */
export function requestedResources(
  settings: OAuthSettings,
  parameters: URLSearchParams,
): readonly string[] {
  const named = parameters.getAll('resource').filter((value) => value !== '');
  const known = named.map((value) => canonicalResource(settings, value));
  if (known.includes(undefined)) {
    throw new OAuthError('invalid_target', `The only resource here is ${settings.resource}`);
  }
  return [...new Set(known.filter((value) => value !== undefined))];
}

// The path is compared as written: a URL parser would resolve dots and backslashes.
function comparable(value: string): string | undefined {
  const match = /^(https?:\/\/[^/?#\\@\s]+)(\/[^?#\\\s]*)?$/i.exec(value);
  if (match === null) return undefined;
  const [, origin = '', path = ''] = match;
  if (!URL.canParse(origin)) return undefined;
  return `${new URL(origin).origin}${path.replace(/\/$/, '')}`;
}

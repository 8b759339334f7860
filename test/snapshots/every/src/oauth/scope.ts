/** Reading the `scope` parameter (RFC 6749, section 3.3). */
import type { OAuthSettings } from './context.js';

/** Asks for access while the user is away, and grants no permission (OpenID Connect). */
export const offlineAccess = 'offline_access';

/** The names in a `scope` parameter, each once, whatever the spaces. */
export function scopeNames(parameter: string | undefined): string[] {
  return [...new Set((parameter ?? '').split(' ').filter((name) => name !== ''))];
}

/** Those of the names that this server knows; unknown ones are ignored. */
export function knownScopes(
  { scopes }: Pick<OAuthSettings, 'scopes'>,
  names: readonly string[],
): string[] {
  const known = new Set([offlineAccess, ...scopes.all.map(({ name }) => name)]);
  return names.filter((name) => known.has(name));
}

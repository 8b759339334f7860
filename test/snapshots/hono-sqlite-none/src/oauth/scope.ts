/** Reading the `scope` parameter (RFC 6749, section 3.3). */
import { scopes } from '../scopes.js';

/** Asks for access while the user is away; grants no permission of its own (OpenID Connect). */
export const offlineAccess = 'offline_access';

/** The names in a `scope` parameter, each once; stray spaces do not matter. */
export function scopeNames(parameter: string | undefined): string[] {
  return [...new Set((parameter ?? '').split(' ').filter((name) => name !== ''))];
}

/** Whether this server knows the scope; unknown ones are ignored wherever a client names them. */
export function isKnownScope(name: string): boolean {
  return name === offlineAccess || scopes.some((scope) => scope.name === name);
}

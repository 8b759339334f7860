/** What scopes permit, in words. */
import type { OAuthSettings } from '../context.js';
import { offlineAccess } from '../scope.js';

/** A sentence for each scope and for all that it includes. */
export function permissionSentences(
  { scopes }: Pick<OAuthSettings, 'scopes'>,
  granted: readonly string[],
): string[] {
  const permitted = scopes.permittedBy(granted);
  const described = scopes.all.filter(({ name }) => permitted.has(name));
  const offline = granted.includes(offlineAccess) ? ['Stay connected while you are away'] : [];
  return [...described.map(({ description }) => description), ...offline];
}

/** The scopes of the token: those that both the client and the assertion name. */
import type { OAuthSettings } from '../../context.js';
import { OAuthError } from '../../errors.js';
import { single } from '../../form.js';
import { offlineAccess, scopeNames } from '../../scope.js';
import { refuse } from './refuse.js';

/**
 * MCP enterprise-managed authorization, section 7.2.1; implied scopes count as named. A client that
 * names none gets those of the assertion; an assertion that names none permits the first scope only.
 *
 * @param asserted as in the claim
 * @throws OAuthError `invalid_grant` if the assertion names no scope of this server, `invalid_scope`
 *   if it permits none that the client names
 */
export function assertedScopes(
  { scopes }: Pick<OAuthSettings, 'scopes'>,
  asserted: unknown,
  form: URLSearchParams,
): readonly string[] {
  const named = asserted === undefined ? [scopes.baseline] : namesIn(asserted);
  const known = new Set(scopes.all.map(({ name }) => name));
  const granted = named.filter((name) => known.has(name));
  if (granted.length === 0) refuse('unknown_scopes');
  const wanted = scopeNames(single(form, 'scope')).filter((name) => name !== offlineAccess);
  if (wanted.length === 0) return granted;
  const permitted = scopes.permittedBy(granted);
  const both = wanted.filter((name) => permitted.has(name));
  if (both.length > 0) return both;
  throw new OAuthError('invalid_scope', 'The assertion permits none of these scopes');
}

function namesIn(asserted: unknown): string[] {
  return typeof asserted === 'string' ? scopeNames(asserted) : refuse('malformed');
}

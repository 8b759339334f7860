/** The claims of an identity provider. */

/** What the provider says of a person, its ID token and its user info together. */
export type Claims = Readonly<Record<string, unknown>>;

/**
 * The values of a claim as texts: one, those of a list, or none.
 *
 * @param name its name, which may have dots in it, or a path to it such as `realm_access.roles`
 */
export function claimValues(claims: Claims, name: string): string[] {
  return [claimAt(claims, name)].flat().flatMap((value) => {
    return ['string', 'number', 'boolean'].includes(typeof value) ? [String(value)] : [];
  });
}

/** A claim that is a text and not empty, or `undefined`. */
export function textClaim(claims: Claims, name: string): string | undefined {
  const value = own(claims, name);
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

function claimAt(claims: Claims, name: string): unknown {
  const whole = own(claims, name);
  if (whole !== undefined) return whole;
  let found: unknown = claims;
  for (const part of name.split('.')) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = own(found as Claims, part);
  }
  return found;
}

function own(claims: Claims, name: string): unknown {
  return Object.hasOwn(claims, name) ? claims[name] : undefined;
}

/** Who of the provider's users may come in; looked at with each sign-in. */
import { type Claims, claimValues } from './claim.js';
import { verifiedDomain } from './verified-domain.js';

/** All of what is given must fit; an empty list asks for nothing. */
export interface Admission {
  /** One of these must be the person's verified domain. */
  domains: readonly string[];
  /** The person must be in one of these. */
  groups: readonly string[];
  /** The name of the claim with the groups, or a path to it. */
  groupsClaim: string;
  /** Each must have its value, or have it among others. */
  claims: readonly RequiredClaim[];
}

export interface RequiredClaim {
  /** The name of a claim, or a path to it. */
  name: string;
  value: string;
}

/** Why somebody may not come in; a closed set, for the log. */
export type NotAdmitted = 'domain' | 'group' | 'claim';

/**
 * The first rule that keeps the person out; `undefined` if none does. What the provider does not
 * say counts against them.
 *
 * @param issuer some have ways of their own to vouch for a domain
 */
export function notAdmitted(
  { domains, groups, groupsClaim, claims: required }: Admission,
  claims: Claims,
  issuer: string,
): NotAdmitted | undefined {
  if (domains.length > 0) {
    const domain = verifiedDomain(claims, issuer);
    if (domain === undefined || !domains.includes(domain)) return 'domain';
  }
  if (groups.length > 0) {
    const theirs = claimValues(claims, groupsClaim);
    if (!groups.some((group) => theirs.includes(group))) return 'group';
  }
  const fits = ({ name, value }: RequiredClaim) => claimValues(claims, name).includes(value);
  return required.every(fits) ? undefined : 'claim';
}

/** Whether everybody with an account at the provider may come in. */
export function admitsEverybody({ domains, groups, claims }: Admission): boolean {
  return [domains, groups, claims].every(({ length }) => length === 0);
}

/** Reads `name=value`; `undefined` for anything else. */
export function requiredClaim(text: string): RequiredClaim | undefined {
  const [, name = '', value = ''] = /^([\w.:/-]{1,200})=([^\p{Cc}]{1,200})$/u.exec(text) ?? [];
  return name === '' ? undefined : { name, value };
}

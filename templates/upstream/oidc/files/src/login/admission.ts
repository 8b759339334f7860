/** Who of the provider's users may come in. */
import { type Claims, claimValues } from './claim.js';
import { verifiedDomain } from './verified-domain.js';

/** All must fit; an empty list asks for nothing. */
export interface Admission {
  /** One must be the person's, as far as the provider vouches for it. */
  domains: readonly string[];
  /** The person must be in one. */
  groups: readonly string[];
  /** The name of a claim, or a path to it. */
  groupsClaim: string;
  /** Each claim must have its value, perhaps among others. */
  claims: readonly RequiredClaim[];
}

export interface RequiredClaim {
  /** The name of a claim, or a path to it. */
  name: string;
  value: string;
}

/** A closed set, for the log. */
export type NotAdmitted = 'domain' | 'group' | 'claim';

/**
 * The first rule that keeps the person out. What the provider does not say counts against them.
 *
 * @param issuer some vouch for domains in ways of their own
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

/** With an account at the provider. */
export function admitsEverybody({ domains, groups, claims }: Admission): boolean {
  return [domains, groups, claims].every(({ length }) => length === 0);
}

/** `name=value`. */
export function requiredClaim(text: string): RequiredClaim | undefined {
  const [, name = '', value = ''] = /^([\w.:/-]{1,200})=([^\p{Cc}]{1,200})$/u.exec(text) ?? [];
  return name === '' ? undefined : { name, value };
}

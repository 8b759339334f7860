/** Who a provider says that somebody is. */
import { foreignText } from '../pages/foreign-text.js';
import { type Claims, textClaim } from './claim.js';

/** A person at a provider. The first three make the account; all else may change. */
export interface Identity {
  issuer: string;
  /** Unique at the issuer, and never given to another (OpenID Connect Core, section 2). */
  subject: string;
  /** Where an issuer has several tenants, subjects are unique within each. */
  tenant?: string | undefined;
  /** For display: untrusted text of limited length; absent if the provider does not say. */
  name?: string | undefined;
  /** For display: nothing is ever looked up by it. */
  email?: string | undefined;
}

const longestName = 80;
const longestEmail = 254;

/** What to call somebody, best first. */
const names = ['name', 'preferred_username', 'nickname', 'given_name', 'upn'];

/** What the claims tell for display. */
export function describePerson(claims: Claims): Pick<Identity, 'name' | 'email'> {
  const email = foreignText(textClaim(claims, 'email') ?? '', longestEmail);
  return { name: nameIn(claims), email: email === '' ? undefined : email };
}

/** What the claims call the person; `undefined` if nothing in them is a name. */
export function nameIn(claims: Claims): string | undefined {
  const found = names.map((name) => foreignText(textClaim(claims, name) ?? '', longestName));
  return found.find((name) => name !== '');
}

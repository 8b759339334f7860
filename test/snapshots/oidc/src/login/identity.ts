/** Who a provider says that somebody is. */
import { foreignText } from '../pages/foreign-text.js';
import { type Claims, textClaim } from './claim.js';

/** The first two make the account; all else may change with each sign-in. */
export interface Identity {
  issuer: string;
  /** At the issuer, and never given to another (OpenID Connect Core, section 2). */
  subject: string;
  /** Of issuers with several, subjects are unique within each. */
  tenant?: string;
  /** For display: untrusted text of limited length. */
  name?: string;
  /** For display: nothing is looked up by it. */
  email?: string;
}

const longestName = 80;
const longestEmail = 254;

/** What to call somebody, best first. */
const names = ['name', 'preferred_username', 'nickname', 'given_name', 'upn'];

/** For display. */
export function describePerson(claims: Claims): Pick<Identity, 'name' | 'email'> {
  const email = foreignText(textClaim(claims, 'email') ?? '', longestEmail);
  const name = nameIn(claims);
  return { ...(name !== undefined && { name }), ...(email !== '' && { email }) };
}

/** `undefined` if nothing in them is a name. */
export function nameIn(claims: Claims): string | undefined {
  const found = names.map((name) => foreignText(textClaim(claims, name) ?? '', longestName));
  return found.find((name) => name !== '');
}

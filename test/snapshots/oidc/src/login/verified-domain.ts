/** Which domain somebody belongs to, as far as the provider vouches for it. */
import { hostName } from '../config/host-name.js';
import { type Claims, textClaim } from './claim.js';
import { isGoogle } from './provider-name.js';

/** Domains in which Google itself gives out the addresses. */
const googleMail = ['gmail.com', 'googlemail.com'];

/**
 * The domain of the person's verified e-mail address. Google vouches for an address, not for being
 * a member of its domain, which `hd` does; the e-mail of Microsoft's directories is whatever an
 * administrator typed, unless `xms_edov` says that the owner of the domain was asked.
 *
 * @returns `undefined` if the provider vouches for none
 */
export function verifiedDomain(claims: Claims, issuer: string): string | undefined {
  const domain = domainOf(textClaim(claims, 'email'));
  if (isGoogle(issuer)) {
    const isOwn = domain !== undefined && googleMail.includes(domain) && isTrue(claims, verified);
    return isOwn ? domain : hostName(textClaim(claims, 'hd') ?? '');
  }
  return isTrue(claims, verified) || isTrue(claims, 'xms_edov') ? domain : undefined;
}

const verified = 'email_verified';

function domainOf(email: string | undefined): string | undefined {
  const [, domain = ''] = /^[^\s@]+@([^\s@]+)$/.exec(email ?? '') ?? [];
  return hostName(domain);
}

// Some providers write it as text or number.
function isTrue(claims: Claims, name: string): boolean {
  return [true, 'true', 1, '1'].some(
    (value) => Object.hasOwn(claims, name) && claims[name] === value,
  );
}

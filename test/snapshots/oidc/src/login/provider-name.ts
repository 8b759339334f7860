/** What people call an identity provider. */

/** Providers whose host says little to people. */
const known: readonly [RegExp, string][] = [
  [/^accounts\.google\.com$/, 'Google'],
  [/^login\.microsoftonline\.(com|us)$|^login\.partner\.microsoftonline\.cn$/, 'Microsoft'],
];

/** The name for a page, from the issuer. */
export function nameOfProvider(issuer: string): string {
  const { hostname, host } = new URL(issuer);
  return known.find(([pattern]) => pattern.test(hostname))?.[1] ?? host;
}

/** Google, which has ways of its own. */
export function isGoogle(issuer: string): boolean {
  return new URL(issuer).hostname === 'accounts.google.com';
}

/**
 * Whether anybody can have an account there: Google, and Microsoft's endpoints for several tenants.
 */
export function isOpenToAll(issuer: string): boolean {
  const { hostname, pathname } = new URL(issuer);
  if (isGoogle(issuer)) return true;
  const isMicrosoft = hostname === 'login.microsoftonline.com';
  return isMicrosoft && /^\/(common|organizations|consumers)\//.test(pathname);
}

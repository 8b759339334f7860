/** What people call an identity provider. */

/** Their hosts say little to the people who sign in there. */
const known: readonly [RegExp, string][] = [
  [/^accounts\.google\.com$/, 'Google'],
  [/^login\.microsoftonline\.(com|us)$|^login\.partner\.microsoftonline\.cn$/, 'Microsoft'],
];

/** For a page. */
export function nameOfProvider(issuer: string): string {
  const { hostname, host } = new URL(issuer);
  return known.find(([pattern]) => pattern.test(hostname))?.[1] ?? host;
}

/** Google has ways of its own in several places. */
export function isGoogle(issuer: string): boolean {
  return new URL(issuer).hostname === 'accounts.google.com';
}

/** Anybody can have an account at Google, and at Microsoft's endpoints for several tenants. */
export function isOpenToAll(issuer: string): boolean {
  const { hostname, pathname } = new URL(issuer);
  if (isGoogle(issuer)) return true;
  const isMicrosoft = hostname === 'login.microsoftonline.com';
  return isMicrosoft && /^\/(common|organizations|consumers)\//.test(pathname);
}

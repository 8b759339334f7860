/** A host name as URLs spell it. */

/**
 * The canonical spelling: lower case, `xn--` for other scripts.
 *
 * @returns `undefined` for anything with a scheme, a port, a path or `*`
 */
export function hostName(text: string): string | undefined {
  if (!/^[^\s/:?#@\\*]+$/.test(text) || !URL.canParse(`https://${text}`)) return undefined;
  const { hostname } = new URL(`https://${text}`);
  return hostname.endsWith('.') ? undefined : hostname;
}

/** The target of a request as the server reads it. */

/**
 * Path and query of a target, with dot segments resolved (RFC 9112, section 3.2; URL standard): a route
 * would miss `/x/../path`, which the server takes for that path.
 *
 * @returns `undefined` for an absolute form that is no URL
 */
export function localTarget(target: string): string | undefined {
  const isAbsolute = /^https?:\/\//.test(target);
  const url = isAbsolute ? target : `http://localhost${target.replace(/^(?!\/)/, '/')}`;
  if (!URL.canParse(url)) return undefined;
  const { pathname, search } = new URL(url);
  // Fastify would refuse the path before any hook.
  return (isEncoded(pathname) ? pathname : pathname.replaceAll('%', '%25')) + search;
}

function isEncoded(path: string): boolean {
  try {
    decodeURI(path);
    return true;
  } catch {
    return false;
  }
}

/** Request targets that Fastify's router would answer itself, before your hooks and the server. */

/**
 * What the router is given for a target (RFC 9112, section 3.2): always a path that it can read.
 * What is wrong with the target itself is for the server to say.
 */
export function routable(target: string): string {
  const local = target.replace(/^https?:\/\/[^/?#]*/i, '');
  const rooted = local.startsWith('/') ? local : `/${local}`;
  const [path = ''] = rooted.split(/[?#]/, 1);
  return isEncoded(path) ? rooted : rooted.replaceAll('%', '%25');
}

function isEncoded(path: string): boolean {
  try {
    decodeURI(path);
    return true;
  } catch {
    return false;
  }
}

/** The address that limits and logs go by. */
import { isIP } from 'node:net';

/**
 * `X-Forwarded-For` is read from the right, past as many entries as there are proxies of ours; what is
 * further left was written by the caller.
 *
 * @param socketAddress the peer of the TCP connection
 * @param trustedProxyHops how many proxies stand in front; 0 ignores the header
 */
export function callerAddress(
  headers: Headers,
  socketAddress: string,
  trustedProxyHops: number,
): string {
  const forwarded = (headers.get('x-forwarded-for') ?? '').split(',').filter((text) => text.trim());
  const path = [...forwarded.map(bare), bare(socketAddress)];
  const address = path[Math.max(0, path.length - 1 - trustedProxyHops)];
  return address !== undefined && isIP(address) !== 0 ? address : bare(socketAddress);
}

// Some proxies add a port; IPv4 addresses may come as IPv6.
function bare(text: string): string {
  const address = text.trim();
  const withPort = /^\[([^\]]+)\](?::\d+)?$/.exec(address) ?? /^([\d.]+):\d+$/.exec(address);
  return (withPort?.[1] ?? address).replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');
}

/** The networks from which a client may authenticate. */
import { BlockList, isIP } from 'node:net';
import type { Client } from './client.js';

/** Whether the text is a network in CIDR notation (RFC 4632, section 3.1), or a single address. */
export function isNetwork(text: string): boolean {
  return readNetwork(text) !== undefined;
}

/**
 * Whether the client may come from this address.
 *
 * @param address the caller's, as far as configured proxies can be trusted
 */
export function isFromItsNetwork(
  { allowedNetworks }: Pick<Client, 'allowedNetworks'>,
  address: string,
): boolean {
  if (allowedNetworks === undefined) return true;
  // An IPv4 address that is written as IPv6 matches networks of IPv4 as well.
  const [bare = ''] = address.split('%');
  const family = isIP(bare);
  if (family === 0) return false;
  const list = new BlockList();
  for (const network of allowedNetworks.map(readNetwork)) {
    if (network !== undefined) list.addSubnet(network.address, network.prefix, network.type);
  }
  return list.check(bare, family === 6 ? 'ipv6' : 'ipv4');
}

function readNetwork(text: string) {
  const [, address = '', prefix] = /^([\da-f.:]+)(?:\/(\d{1,3}))?$/i.exec(text) ?? [];
  const family = isIP(address);
  if (family === 0) return undefined;
  const longest = family === 6 ? 128 : 32;
  const bits = Number(prefix ?? longest);
  if (bits > longest) return undefined;
  return { address, prefix: bits, type: family === 6 ? 'ipv6' : 'ipv4' } as const;
}

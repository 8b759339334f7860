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
  const [bare = ''] = address.replace(/^::ffff:(?=[\d.]+$)/i, '').split('%');
  const type = typeOf(bare);
  if (type === undefined) return false;
  const list = new BlockList();
  for (const network of allowedNetworks.map(readNetwork)) {
    // An IPv6 network may have all IPv4 addresses in it.
    if (network?.type === type) list.addSubnet(network.address, network.prefix, type);
  }
  return list.check(bare, type);
}

function readNetwork(text: string) {
  const [, address = '', prefix] = /^([\da-f.:]+)(?:\/(\d{1,3}))?$/i.exec(text) ?? [];
  const type = typeOf(address);
  if (type === undefined) return undefined;
  const longest = type === 'ipv6' ? 128 : 32;
  const bits = Number(prefix ?? longest);
  return bits > longest ? undefined : { address, prefix: bits, type };
}

function typeOf(address: string): 'ipv4' | 'ipv6' | undefined {
  const version = isIP(address);
  if (version === 0) return undefined;
  return version === 6 ? 'ipv6' : 'ipv4';
}

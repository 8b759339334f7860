/** Network addresses that are not public (RFC 6890 and its registries). */
import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** IANA IPv4 Special-Purpose Address Registry, and multicast. */
const specialUse4 = [
  '0.0.0.0/8', // this network
  '10.0.0.0/8', // private
  '100.64.0.0/10', // carrier-grade NAT
  '127.0.0.0/8', // loopback
  '168.63.129.16/32', // public by number, yet every Azure machine's own host answers on it
  '169.254.0.0/16', // link-local, with the metadata services of clouds
  '172.16.0.0/12', // private
  '192.0.0.0/24', // protocol assignments
  '192.0.2.0/24', // documentation
  '192.31.196.0/24', // AS112
  '192.52.193.0/24', // multicast tunnelling
  '192.88.99.0/24', // 6to4 relays
  '192.168.0.0/16', // private
  '192.175.48.0/24', // AS112
  '198.18.0.0/15', // benchmarking
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, and broadcast
];

/**
 * All of IPv6 that is routed to hosts. Outside lie loopback, IPv4-mapped, NAT64, local and
 * multicast addresses.
 */
const globalUnicast6 = ['2000::/3'];

/** Parts of it that are not for hosts, or that have an IPv4 address in them. */
const specialUse6 = [
  '2001::/23', // protocol assignments, Teredo
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4
  '2620:4f:8000::/48', // AS112
  '3fff::/20', // documentation
];

const forbidden4 = blockList(specialUse4, 'ipv4');
const routed6 = blockList(globalUnicast6, 'ipv6');
const forbidden6 = blockList(specialUse6, 'ipv6');

/** Whether nothing may be fetched from there; also true for what is no address. */
export function isSpecialUse(address: string): boolean {
  if (isIPv4(address)) return forbidden4.check(address, 'ipv4');
  // No public address has a zone (`%eth0`).
  if (!isIPv6(address) || address.includes('%')) return true;
  return !routed6.check(address, 'ipv6') || forbidden6.check(address, 'ipv6');
}

/** Whether the address is this machine. */
export function isLoopback(address: string): boolean {
  return isIPv4(address) ? address.startsWith('127.') : address === '::1';
}

function blockList(ranges: readonly string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', prefix] = range.split('/');
    list.addSubnet(network, Number(prefix), family);
  }
  return list;
}

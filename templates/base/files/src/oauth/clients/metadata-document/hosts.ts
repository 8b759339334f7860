/** Which hosts the operator lets clients come from. */

/** Entries name a host and all below it, in lower case, such as `example.com`. */
export interface HostPolicy {
  denyHosts: readonly string[];
  /** When not empty, all others are refused. */
  allowHosts: readonly string[];
}

/** A denied host stays denied where it is allowed too. */
export function isHostAdmitted(hostname: string, { denyHosts, allowHosts }: HostPolicy): boolean {
  if (covers(denyHosts, hostname)) return false;
  return allowHosts.length === 0 || covers(allowHosts, hostname);
}

function covers(hosts: readonly string[], hostname: string): boolean {
  return hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`));
}

/** Which hosts the operator lets clients come from. */

/** Each entry names a host and all below it, in lower case: `example.com`. */
export interface HostPolicy {
  denyHosts: readonly string[];
  /** When it names any, all others are refused. */
  allowHosts: readonly string[];
}

/** Decided before anything is fetched; what is denied comes first. */
export function isHostAdmitted(hostname: string, { denyHosts, allowHosts }: HostPolicy): boolean {
  if (covers(denyHosts, hostname)) return false;
  return allowHosts.length === 0 || covers(allowHosts, hostname);
}

function covers(hosts: readonly string[], hostname: string): boolean {
  return hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`));
}

/** Which hosts the operator lets clients come from. */

/** Each entry names a host and everything below it, in lower case, for example `example.com`. */
export interface HostPolicy {
  denyHosts: readonly string[];
  /** When it names any host, all others are refused; clients from elsewhere then cannot connect. */
  allowHosts: readonly string[];
}

/** Decided before anything is fetched; a denied host stays denied where it is allowed too. */
export function isHostAdmitted(hostname: string, { denyHosts, allowHosts }: HostPolicy): boolean {
  if (covers(denyHosts, hostname)) return false;
  return allowHosts.length === 0 || covers(allowHosts, hostname);
}

function covers(hosts: readonly string[], hostname: string): boolean {
  return hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`));
}

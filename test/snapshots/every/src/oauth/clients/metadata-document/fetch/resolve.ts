/** Host names to addresses, by name servers alone. */
import { Resolver } from 'node:dns/promises';

/** Milliseconds that a name server gets, doubled once. */
const timeout = 800;

/** All addresses of a host; none if the name does not exist. */
export type Resolve = (hostname: string, signal: AbortSignal) => Promise<readonly string[]>;

/**
 * Not by `getaddrinfo`, which blocks a thread for as long as a hostile name server wants, and reads
 * local files.
 *
 * @param servers addresses of name servers, in place of the system's
 */
export function createResolve(servers?: readonly string[]): Resolve {
  return async (hostname, signal) => {
    if (hostname === 'localhost') return ['127.0.0.1', '::1'];
    const resolver = new Resolver({ timeout, tries: 2 });
    if (servers !== undefined) resolver.setServers(servers);
    const cancel = () => resolver.cancel();
    signal.addEventListener('abort', cancel, { once: true });
    try {
      const answers = await Promise.allSettled([
        resolver.resolve4(hostname),
        resolver.resolve6(hostname),
      ]);
      return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  };
}

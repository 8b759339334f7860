/** Public clients that this instance need not read again. */
import { createBoundedMap } from '../bounded-map.js';
import type { Client } from './client.js';

export interface MetClients {
  /**
   * The client that the credentials name, if it was met and they are those of a public one.
   *
   * @param presented one way to read the credentials, or several
   */
  recall(
    presented: readonly { method: string; clientId: string }[],
    now: number,
  ): Client | undefined;
  remember(client: Client): void;
}

/**
 * An empty memory, for requests that are nothing without a grant. Nothing in it can have changed
 * while the client has a live grant: whoever removes a client or switches it off ends its grants, a
 * registration never changes, and a metadata document counts until it is fetched again. Secrets, and
 * clients of the operator, who can change them, are never remembered.
 */
export function createMetClients(): MetClients {
  const met = createBoundedMap<Client>();
  return {
    recall([credentials, ...others], now) {
      if (credentials?.method !== 'none' || others.length > 0) return undefined;
      const client = met.get(credentials.clientId);
      if (client === undefined || now < goodUntil(client)) return client;
      met.delete(client.id);
      return undefined;
    },
    remember(client) {
      const isPublic = client.origin !== 'operator' && client.authMethods.includes('none');
      if (isPublic && client.secrets === undefined) met.set(client.id, client);
    },
  };
}

function goodUntil(client: Client): number {
  if (client.origin !== 'metadata-document') return Number.POSITIVE_INFINITY;
  return 'freshUntil' in client ? Number(client.freshUntil) : 0;
}

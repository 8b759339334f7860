/** Public clients met by this instance, which need not be read again. */
import { createBoundedMap } from '../bounded-map.js';
import type { Client } from './client.js';

export interface MetClients {
  /**
   * @param presented readings of the credentials
   * @returns the client if it was met, and they are a public one's
   */
  recall(
    presented: readonly { method: string; clientId: string }[],
    now: number,
  ): Client | undefined;
  remember(client: Client): void;
}

/**
 * Nothing remembered can change while the client has a live grant: removing or switching it off
 * ends its grants, a registration stays as it is, a metadata document counts until it has to be
 * fetched anew. The operator's clients, which can change, and secrets are never remembered.
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

/** A client at the moment when it asks: what the person sees of it, and notices of it changing. */
import type { Client } from './clients/client.js';
import { sha256 } from './sha256.js';

/** The client as it was when it asked: what the consent page shows of it. */
export interface AskingClient {
  id: string;
  name: string | undefined;
  /** Where its metadata document comes from, if it has one. */
  host: string | undefined;
  redirectUris: readonly string[];
  /** Whether it gets refresh tokens. */
  refreshable: boolean;
  /** A digest of everything that makes it the client that was shown, its keys included. */
  likeness: string;
}

/** The part of a client that a pending request keeps. */
export async function clientAsShown(client: Client): Promise<AskingClient> {
  const { id, name, host, redirectUris, grantTypes } = client;
  const refreshable = grantTypes.includes('refresh_token');
  return { id, name, host, redirectUris, refreshable, likeness: await likenessOf(client) };
}

/** Two clients are alike if nothing differs that a person, or their trust, could go by (CIMD, 8.4). */
function likenessOf(client: Client): Promise<string> {
  const { id, origin, host, name, redirectUris, authMethods, jwksUri, jwks, metadata } = client;
  return sha256(
    canonical([id, origin, host, name, redirectUris, authMethods, jwksUri, jwks, metadata]),
  );
}

// Some databases give the members of an object back in another order.
function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(
          Object.entries(part).toSorted(([one], [other]) => (one < other ? -1 : 1)),
        )
      : part,
  );
}

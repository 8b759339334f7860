/** A client at the moment when it asks: what the person sees of it, and notices of it changing. */
import type { Client } from '../clients/client.js';
import { sha256 } from '../sha256.js';

/** The client as it was when it asked: what the consent page shows of it. */
export interface AskingClient {
  id: string;
  name: string | undefined;
  /** Where its metadata document comes from, if it has one. */
  host: string | undefined;
  /** Whether the operator made it, and chose its name. */
  isOperators: boolean;
  redirectUris: readonly string[];
  /** Whether it gets refresh tokens. */
  refreshable: boolean;
  /** A digest of everything that makes it the client that was shown, its keys included. */
  likeness: string;
}

/** The part of a client that a pending request keeps. */
export async function clientAsShown(client: Client): Promise<AskingClient> {
  const { id, name, host, origin, redirectUris, grantTypes } = client;
  return {
    id,
    name,
    host,
    isOperators: origin === 'operator',
    redirectUris,
    refreshable: grantTypes.includes('refresh_token'),
    likeness: await likenessOf(client),
  };
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

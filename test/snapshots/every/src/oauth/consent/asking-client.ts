/** A client as it was when it asked. */
import type { Client } from '../clients/client.js';
import { sha256 } from '../sha256.js';

/** What the consent page shows of a client. */
export interface AskingClient {
  id: string;
  name: string | undefined;
  /** Of its metadata document. */
  host: string | undefined;
  /** Whether the operator made and named it. */
  isOperators: boolean;
  redirectUris: readonly string[];
  refreshable: boolean;
  /** A digest of all that makes it this client, its keys included. */
  likeness: string;
}

/** What a pending request keeps of a client. */
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

/** All that a person, or their trust, could go by (CIMD, section 8.4). */
function likenessOf(client: Client): Promise<string> {
  const { id, origin, host, name, redirectUris, authMethods, jwksUri, jwks, metadata } = client;
  return sha256(
    canonical([id, origin, host, name, redirectUris, authMethods, jwksUri, jwks, metadata]),
  );
}

// Databases may change the order of members.
function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(
          Object.entries(part).toSorted(([one], [other]) => (one < other ? -1 : 1)),
        )
      : part,
  );
}

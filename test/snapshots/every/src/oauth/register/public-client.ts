/** Public clients of equal metadata are one client: many register on every connection. */
import type { Client } from '../clients/client.js';
import { insertClient, renewClient } from '../clients/index.js';
import type { OAuthContext } from '../context.js';
import { take } from '../limits.js';
import type { ClientMetadata } from './client-metadata.js';
import { makeRoom } from './unused-clients.js';

/** Whether no secret and no key tells it from another. */
export function isPublic({ authMethods }: Pick<ClientMetadata, 'authMethods'>): boolean {
  return authMethods.every((method) => method === 'none');
}

/**
 * The client of this metadata, kept for longer, or a new one.
 *
 * It is safe to have one id for many: it is no secret, all redirect URIs are equal, each user is
 * asked each time, and every grant is separate.
 *
 * @throws RateLimited for too many new clients
 */
export async function registerPublicClient(
  context: OAuthContext,
  metadata: ClientMetadata,
  address: string,
): Promise<{ client: Client; isNew: boolean }> {
  const id = await idOf(context, metadata);
  for (;;) {
    const known = await renewClient(context, id);
    if (known !== undefined) return { client: known, isNew: false };
    await take(context, 'register', address);
    const client: Client = { id, origin: 'dynamic', ...metadata, createdAt: context.clock() };
    if (!(await insertClient(context, client))) continue; // A parallel request was faster.
    await makeRoom(context, client);
    return { client, isNew: true };
  }
}

// The order of redirect URIs means nothing; all else has one order.
async function idOf({ secrets }: OAuthContext, metadata: ClientMetadata): Promise<string> {
  const redirectUris = metadata.redirectUris.toSorted();
  const mac = await secrets.mac('client', JSON.stringify({ ...metadata, redirectUris }));
  return `client_${mac.slice(0, 22)}`;
}

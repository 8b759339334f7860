/** The clients of this server: found by their id, and kept as long as their grants need them. */
import type { OAuthContext } from '../context.js';
import type { Client } from './client.js';

/** A registration that leads to no grant is forgotten; many clients register on every connection. */
const unusedMs = 24 * 60 * 60 * 1000;

/** A client outlives its last grant, so that its next connection finds it still registered. */
const afterLastGrantMs = 30 * 24 * 60 * 60 * 1000;

/**
 * The client with this id.
 *
 * @returns `undefined` for an unknown, removed or expired client
 * @throws StoreUnavailable
 */
export async function findClient(
  { store }: OAuthContext,
  clientId: string,
): Promise<Client | undefined> {
  // Anything else was never issued and need not reach the database.
  if (!/^[!-~]{1,256}$/.test(clientId)) return undefined;
  return (await store.get<Client>('client', clientId))?.value;
}

/**
 * Stores a new client; one that registered itself expires unless a grant follows.
 *
 * @returns `false` if the id is taken
 */
export async function insertClient({ store }: OAuthContext, client: Client): Promise<boolean> {
  return store.insert('client', client.id, draft(client, client.createdAt + unusedMs));
}

/**
 * Keeps a dynamically registered client until its newest grant is long over; others never expire.
 *
 * @param until the absolute end of the grant, in milliseconds since the epoch
 */
export async function keepClientFor(
  { store }: OAuthContext,
  client: Client,
  until: number,
): Promise<void> {
  if (client.origin !== 'dynamic') return;
  const expiresAt = until + afterLastGrantMs;
  for (;;) {
    const entry = await store.get<Client>('client', client.id);
    if (entry === undefined) {
      // It expired while the user was deciding.
      if (await store.insert('client', client.id, draft(client, expiresAt))) return;
      continue;
    }
    if (entry.expiresAt === undefined || entry.expiresAt >= expiresAt) return;
    const kept = draft(entry.value, expiresAt);
    if (await store.replace('client', client.id, entry.version, kept)) return;
  }
}

function draft(client: Client, expiresAt: number) {
  return {
    value: client,
    clientId: client.id,
    expiresAt: client.origin === 'dynamic' ? expiresAt : undefined,
  };
}

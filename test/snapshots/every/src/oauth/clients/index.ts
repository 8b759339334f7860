/** The clients of this server. */
import type { Entry } from '../../store/contract.js';
import type { OAuthContext } from '../context.js';
import type { Client } from './client.js';
import { resolveMetadataDocument } from './metadata-document/index.js';
import { asDocument } from './metadata-document/stored-document.js';
import { isUrlShaped } from './metadata-document/url.js';

/** Many clients register on every connection: those without a grant are forgotten. */
const unusedMs = 24 * 60 * 60 * 1000;

/** Registering again within this time changes nothing. */
const renewedMs = 60 * 1000;

/** A client outlives its grants, to connect again. */
const afterLastGrantMs = 30 * 24 * 60 * 60 * 1000;

/**
 * The client with this id; its metadata document is fetched if need be.
 *
 * @returns `undefined` for an unknown, removed, expired or disabled client
 * @throws OAuthError `invalid_client` for a metadata document that is no use
 * @throws StoreUnavailable
 */
export async function findClient(
  context: OAuthContext,
  clientId: string,
): Promise<Client | undefined> {
  const entry = await storedClient(context, clientId);
  if (entry?.value.disabledAt !== undefined) return undefined;
  const isDocument = isUrlShaped(clientId) && entry?.value.origin !== 'operator';
  if (!isDocument) return entry?.value;
  return resolveMetadataDocument(context, clientId, 'new grant', asDocument(entry));
}

/**
 * The client with this id, if it was here before, as all with a grant were: nobody can make the
 * token endpoint fetch a URL of their choice.
 *
 * @returns `undefined` for an unknown, removed, expired or disabled client
 * @throws OAuthError `invalid_client` for a metadata document that is no use
 * @throws StoreUnavailable
 */
export async function findKnownClient(
  context: OAuthContext,
  clientId: string,
): Promise<Client | undefined> {
  const entry = await storedClient(context, clientId);
  if (entry?.value.disabledAt !== undefined) return undefined;
  const document = asDocument(entry);
  if (document === undefined) return entry?.value;
  return resolveMetadataDocument(context, clientId, 'existing grant', document);
}

/** The client as it was last seen here: nothing is fetched or judged. */
export async function findStoredClient(
  context: OAuthContext,
  clientId: string,
): Promise<Client | undefined> {
  return (await storedClient(context, clientId))?.value;
}

async function storedClient({ store }: OAuthContext, clientId: string) {
  // Anything else was never issued.
  return /^[!-~]{1,512}$/.test(clientId) ? store.get<Client>('client', clientId) : undefined;
}

/**
 * Stores a new client; one that registered itself expires unless a grant follows.
 *
 * @returns `false` if the id is taken
 */
export async function insertClient(
  { store }: Pick<OAuthContext, 'store'>,
  client: Client,
): Promise<boolean> {
  return store.insert('client', client.id, draft(client, client.createdAt + unusedMs));
}

/**
 * The client of this id that registered itself, kept from now on for as long as a new one.
 *
 * @returns `undefined` if there is none
 */
export async function renewClient(
  { store, clock }: Pick<OAuthContext, 'store' | 'clock'>,
  clientId: string,
): Promise<Client | undefined> {
  for (;;) {
    const entry = await store.get<Client>('client', clientId);
    const expiresAt = clock() + unusedMs;
    if (entry === undefined || isKept(entry, expiresAt - renewedMs)) return entry?.value;
    const renewed = draft(entry.value, expiresAt);
    if (await store.replace('client', clientId, entry.version, renewed)) return entry.value;
  }
}

/**
 * Forgets a client that registered itself, if no grant has followed or all are long over.
 *
 * @returns whether it was there
 */
export async function forgetUnused(
  { store, clock }: Pick<OAuthContext, 'store' | 'clock'>,
  { id, createdAt }: Pick<Client, 'id' | 'createdAt'>,
): Promise<boolean> {
  const entry = await store.get<Client>('client', id);
  // Whatever is kept for longer than a registration is kept for a grant.
  if (entry?.value.createdAt !== createdAt || isKept(entry, clock() + 2 * unusedMs)) return false;
  // By version: a grant may be on its way.
  return store.replace('client', id, entry.version, draft(entry.value, clock()));
}

/**
 * Keeps a client until its newest grant is long over; the operator's are always kept.
 *
 * @param until the end of the grant, in milliseconds since the epoch
 */
export async function keepClientFor(
  { store }: OAuthContext,
  client: Client,
  until: number,
): Promise<void> {
  if (client.origin === 'operator') return;
  const expiresAt = until + afterLastGrantMs;
  for (;;) {
    const entry = await store.get<Client>('client', client.id);
    if (entry === undefined) {
      // It expired while the user was asked.
      if (await store.insert('client', client.id, draft(client, expiresAt))) return;
      continue;
    }
    if (isKept(entry, expiresAt)) return;
    const kept = draft(entry.value, expiresAt);
    if (await store.replace('client', client.id, entry.version, kept)) return;
  }
}

function isKept({ expiresAt }: Entry<Client>, until: number): boolean {
  return expiresAt === undefined || expiresAt >= until;
}

function draft(client: Client, expiresAt: number) {
  return {
    value: client,
    clientId: client.id,
    expiresAt: client.origin === 'operator' ? undefined : expiresAt,
  };
}

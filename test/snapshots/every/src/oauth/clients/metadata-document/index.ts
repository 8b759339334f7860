/** Clients whose id is the URL of a metadata document (CIMD). */
import type { Entry } from '../../../store/contract.js';
import type { OAuthContext } from '../../context.js';
import { OAuthError } from '../../errors.js';
import type { Client } from '../client.js';
import { onceAtATime } from '../once-at-a-time.js';
import { type CopyUse, usableCopy } from './copies.js';
import { parseDocument, readDocument } from './document.js';
import { DocumentRefused } from './document-refused.js';
import { FetchFailed } from './fetch/fetch-failed.js';
import { freshFor } from './freshness.js';
import { isHostAdmitted } from './hosts.js';
import { asDocument, type StoredDocument, saveDocument } from './stored-document.js';
import { documentUrl } from './url.js';

/** The part of the context that this takes. */
export type DocumentContext = Pick<
  OAuthContext,
  'settings' | 'store' | 'clock' | 'guardedFetch' | 'audit'
>;

/** Milliseconds until a host that failed is asked again. */
const retryMs = 60_000;

/**
 * The client behind a URL. Its document is fetched unless the stored one is fresh. Failures are not
 * stored: the next request tries again.
 *
 * @param use how old a copy may be if the host fails
 * @returns `undefined` if the operator turned CIMD off
 * @throws OAuthError `invalid_client`, described for the person at the browser (CIMD, section 5.1)
 */
export async function resolveMetadataDocument(
  context: DocumentContext,
  clientId: string,
  use: CopyUse,
  stored: Entry<StoredDocument> | undefined,
): Promise<Client | undefined> {
  const { cimd } = context.settings;
  if (cimd === 'off') return undefined;
  const url = documentUrl(clientId, cimd.allowLoopback);
  if (url === undefined) throw refusal(context, 'document_url', inadmissible);
  if (!isHostAdmitted(url.hostname, cimd)) {
    throw refusal(context, 'host_denied', 'This server does not accept clients of that host', url);
  }
  return isFresh(context, stored) ? stored.value : fetchAnew(context, url, use, stored);
}

function isFresh(
  { clock }: DocumentContext,
  stored: Entry<StoredDocument> | undefined,
): stored is Entry<StoredDocument> {
  return stored !== undefined && stored.value.freshUntil > clock();
}

const inadmissible =
  'A client_id that is a URL must be https with a path, spelled canonically, without user name, fragment and dot segments';

async function fetchAnew(
  context: DocumentContext,
  url: URL,
  use: CopyUse,
  stored: Entry<StoredDocument> | undefined,
): Promise<Client> {
  const { store, clock } = context;
  const save = (value: StoredDocument) => saveDocument(store, stored, value, clock());
  try {
    return await onceAtATime(store, `document ${url.href}`, () => fetchAndSave(context, url));
  } catch (error) {
    if (!(error instanceof FetchFailed || error instanceof DocumentRefused)) throw error;
    const isRefused = error instanceof DocumentRefused;
    const isFinal = isRefused || error.isFinal;
    const copy = isFinal ? undefined : usableCopy(context, url.href, use, stored);
    if (copy !== undefined) {
      context.audit({ event: 'document.reused', clientId: url.href, reason: error.reason });
      await save({ ...copy, freshUntil: clock() + retryMs });
      return copy;
    }
    // Or the copy would come back when the host fails again.
    if (isFinal && stored) await save({ ...stored.value, freshUntil: 0, isWithdrawn: true });
    const description = isRefused
      ? error.message
      : 'The client metadata document could not be fetched';
    throw refusal(context, `document_${error.reason}`, description, url);
  }
}

async function fetchAndSave(context: DocumentContext, url: URL): Promise<StoredDocument> {
  const { store, clock } = context;
  // Another request may have brought it.
  const stored = asDocument(await store.get<Client>('client', url.href));
  if (isFresh(context, stored)) return stored.value;
  const document = await served(context, url, stored);
  await saveDocument(store, stored, document, clock());
  return document;
}

async function served(
  { settings, clock, guardedFetch }: DocumentContext,
  url: URL,
  stored: Entry<StoredDocument> | undefined,
): Promise<StoredDocument> {
  const { body, headers } = await guardedFetch(url);
  const now = clock();
  return {
    ...readDocument(url.href, parseDocument(body), settings),
    createdAt: stored?.value.createdAt ?? now,
    freshUntil: now + freshFor(headers),
    servedAt: now,
  };
}

function refusal(
  { audit }: DocumentContext,
  reason: string,
  description: string,
  url?: URL,
): OAuthError {
  audit({ event: 'client.refused', clientId: url?.href, reason });
  return new OAuthError('invalid_client', description, reason);
}

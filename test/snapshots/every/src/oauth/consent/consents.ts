/** Remembered consents in the store. */
import type { Store } from '../../store/contract.js';
import { sha256 } from '../sha256.js';
import { type ConsentParties, consentKey, type RememberedConsent } from './remembered-consent.js';

/** What was agreed between these parties, if it is remembered. */
export async function findConsent(
  store: Store,
  parties: ConsentParties,
): Promise<RememberedConsent | undefined> {
  const id = await sha256(consentKey(parties));
  return (await store.get<RememberedConsent>('consent', id))?.value;
}

/**
 * Remembers a consent, in place of an earlier one.
 *
 * @param ttl seconds
 */
export async function rememberConsent(
  store: Store,
  parties: ConsentParties,
  value: RememberedConsent,
  ttl: number,
): Promise<void> {
  const id = await sha256(consentKey(parties));
  const { userId, clientId } = parties;
  const draft = { value, userId, clientId, expiresAt: value.at + ttl * 1000 };
  for (;;) {
    const entry = await store.get<RememberedConsent>('consent', id);
    const isWritten =
      entry === undefined
        ? await store.insert('consent', id, draft)
        : await store.replace('consent', id, entry.version, draft);
    if (isWritten) return;
  }
}

/** Forgets whatever this user agreed to for this client. */
export async function forgetConsents(
  store: Store,
  { userId, clientId }: Pick<ConsentParties, 'userId' | 'clientId'>,
): Promise<void> {
  for (;;) {
    const entries = await store.find('consent', { userId, clientId });
    if (entries.length === 0) return;
    for (const { id } of entries) await store.remove('consent', id);
  }
}

/** Copies for when a host does not serve its document. */
import type { Entry } from '../../../store/contract.js';
import type { OAuthContext } from '../../context.js';
import { bundledDocument } from './bundled.js';
import { readDocument } from './document.js';
import type { StoredDocument } from './stored-document.js';

/**
 * For a new grant a copy may be a week old, since it decides where a code goes. Existing grants go on
 * without the host, for the user's sake.
 */
export type CopyUse = 'new grant' | 'existing grant';

const recentMs = 7 * 24 * 60 * 60 * 1000;

/** The newest copy that may be used, if there is one that the host did not withdraw. */
export function usableCopy(
  { settings, clock }: Pick<OAuthContext, 'settings' | 'clock'>,
  clientId: string,
  use: CopyUse,
  stored: Entry<StoredDocument> | undefined,
): StoredDocument | undefined {
  const now = clock();
  if (stored?.value.isWithdrawn) return undefined;
  const isRecent = now - (stored?.value.servedAt ?? 0) <= recentMs;
  if (stored !== undefined && (isRecent || use === 'existing grant')) return stored.value;
  const bundled = bundledDocument(clientId);
  if (bundled === undefined) return undefined;
  return { ...readDocument(clientId, bundled, settings), createdAt: now, freshUntil: now };
}

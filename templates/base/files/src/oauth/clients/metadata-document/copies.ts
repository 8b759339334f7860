/** Copies for when a host does not serve its document. */
import type { Entry } from '../../../store/contract.js';
import type { OAuthContext } from '../../context.js';
import { bundledDocument } from './bundled.js';
import { readDocument } from './document.js';
import type { StoredDocument } from './stored-document.js';

/**
 * A new grant takes one of a week at most, since redirect URIs decide where a code goes. Existing
 * grants outlast any silence of the host: losing them would punish the user.
 */
export type CopyUse = 'new grant' | 'existing grant';

const recentMs = 7 * 24 * 60 * 60 * 1000;

/** Unless the host withdrew the document. */
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

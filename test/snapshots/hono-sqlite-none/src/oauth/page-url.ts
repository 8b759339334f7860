/** The addresses of the pages that a pending request passes through. */
import type { OAuthSettings } from './context.js';

export type Page = 'login' | 'consent';

/** The absolute URL of a page, for one pending request if its id is given. */
export function pageUrl({ issuer }: OAuthSettings, page: Page, transaction?: string): string {
  const url = `${issuer}/${page}`;
  return transaction === undefined ? url : `${url}?transaction=${encodeURIComponent(transaction)}`;
}

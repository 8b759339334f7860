/** The addresses of the pages. */
import type { OAuthSettings } from '../context.js';

export type Page = 'login' | 'consent' | 'account' | 'account/password' | 'logout';

/** The absolute URL of a page, for one pending request if its id is given. */
export function pageUrl({ issuer }: OAuthSettings, page: Page, transaction?: string): string {
  const url = `${issuer}/${page}`;
  return transaction === undefined ? url : `${url}?transaction=${encodeURIComponent(transaction)}`;
}

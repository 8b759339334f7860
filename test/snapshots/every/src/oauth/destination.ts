/** Where a sign-in leads: to a pending request or the account page. */
import type { Entry } from '../store/contract.js';
import { BrowserError } from './browser/browser-error.js';
import type { OAuthContext } from './context.js';
import type { Secrets } from './secrets.js';
import { findTransaction, type Transaction } from './transaction.js';

export type Destination =
  | { kind: 'transaction'; pending: Entry<Transaction> }
  | { kind: 'account' };

/** No id of a pending request has a dot. */
const account = 'account.';

/**
 * Names the account page, in one browser only: nobody can be signed in to somebody else's account by a
 * prepared link.
 */
export async function accountResume(secrets: Secrets, browser: string): Promise<string> {
  return account + (await secrets.mac('csrf', message(browser)));
}

/**
 * What a sign-in in this browser leads to.
 *
 * @param resume the id of a pending request, or what {@link accountResume} made
 * @param browser the browser's id, or `undefined` if it sent no cookie
 * @throws BrowserError if there is none, or another browser started it
 */
export async function destinationOf(
  context: OAuthContext,
  resume: string,
  browser: string | undefined,
): Promise<Destination> {
  if (!resume.startsWith(account)) {
    return { kind: 'transaction', pending: await findTransaction(context, resume, browser) };
  }
  const mac = resume.slice(account.length);
  const isTheirs =
    browser !== undefined && (await context.secrets.verify('csrf', message(browser), mac));
  if (isTheirs) return { kind: 'account' };
  throw new BrowserError(403, 'Continue where you started', [
    'This page was opened in another browser, or this browser does not keep cookies.',
    'Allow cookies for this site, then open your account page again.',
  ]);
}

function message(browser: string): string {
  return JSON.stringify(['account', browser]);
}

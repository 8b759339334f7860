/**
 * Protects forms from other sites: a value that only this server can make, good for one form of one
 * pending request in one browser, or of one session. It stays the same, so that a reload or a
 * prefetch does not spoil the open page.
 */

import type { Secrets } from '../secrets.js';
import { BrowserError } from './browser-error.js';

/** What a form's value is bound to. */
export type FormBinding =
  | { form: 'login' | 'early-consent'; transaction: string; browser: string }
  /** Consent is given by the person whose name the page shows. */
  | { form: 'consent'; transaction: string; browser: string; userId: string }
  | { form: 'disconnect'; session: string; grantId: string }
  | { form: 'sign-out' | 'password'; session: string };

/** The value of the hidden field `csrf`. */
export function formToken(secrets: Secrets, binding: FormBinding): Promise<string> {
  return secrets.mac('csrf', message(binding));
}

/**
 * Checks the field of a posted form.
 *
 * @throws BrowserError if it is missing or for another form, request, browser, session or person
 */
export async function verifyFormToken(
  secrets: Secrets,
  binding: FormBinding,
  form: URLSearchParams,
): Promise<void> {
  if (await secrets.verify('csrf', message(binding), form.get('csrf') ?? '')) return;
  throw new BrowserError(403, 'This form is out of date', [
    'It was shown to somebody else or in another browser. Nothing was changed.',
    'session' in binding
      ? 'Go back and reload the page, then try again.'
      : 'Go back to the application and connect again.',
  ]);
}

function message(binding: FormBinding): string {
  return JSON.stringify(
    Object.entries(binding).toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );
}

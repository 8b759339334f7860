/**
 * Protects the forms against other sites: a value that only this server can make and that is good
 * for one form of one pending request in one browser. Every rendering of a form shows the same
 * value, so a reload or a prefetch does not spoil the page that is open already.
 */
import { BrowserError } from './browser-error.js';
import type { Secrets } from './secrets.js';

/** What a form's value is bound to; none of the parts contains a space. */
export interface FormBinding {
  form: 'login' | 'consent';
  transaction: string;
  browser: string;
  /** Consent is given by the person whose name the page showed. */
  userId?: string;
}

/** The value of the hidden field `csrf`. */
export function formToken(secrets: Secrets, binding: FormBinding): Promise<string> {
  return secrets.mac('csrf', message(binding));
}

/**
 * Checks the field of a posted form.
 *
 * @throws BrowserError if it is missing or belongs to another form, request, browser or person
 */
export async function verifyFormToken(
  secrets: Secrets,
  binding: FormBinding,
  form: URLSearchParams,
): Promise<void> {
  if (await secrets.verify('csrf', message(binding), form.get('csrf') ?? '')) return;
  throw new BrowserError(403, 'This form is out of date', [
    'It was shown to somebody else or in another browser. Nothing was changed.',
    'Go back to the application and connect again.',
  ]);
}

function message({ form, transaction, browser, userId = '' }: FormBinding): string {
  return JSON.stringify([form, transaction, browser, userId]);
}

/** Reads an identity assertion (ID-JAG) without believing any of it. */
import { OAuthError } from '../../errors.js';
import { single } from '../../form.js';
import { AssertionRefused } from '../client-assertion/assertion-refused.js';
import { type ReadAssertion, readAssertion } from '../client-assertion/read.js';
import { refuse } from './refuse.js';

/** The assertion as sent, and its parts. */
export interface ReadIdentityAssertion extends ReadAssertion {
  assertion: string;
}

/** @throws OAuthError `invalid_request` if none was sent, `invalid_grant` for what is no JWT */
export function readIdentityAssertion(form: URLSearchParams): ReadIdentityAssertion {
  const assertion = single(form, 'assertion');
  if (assertion === undefined) throw new OAuthError('invalid_request', 'Send assertion');
  try {
    return { assertion, ...readAssertion(assertion) };
  } catch (error) {
    if (error instanceof AssertionRefused) refuse('malformed');
    throw error;
  }
}

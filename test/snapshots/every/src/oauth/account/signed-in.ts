/** The account pages are for whoever is signed in; everybody else signs in first. */
import { seeOther } from '../authorization-response.js';
import { browserOf, nameBrowser } from '../browser/browser.js';
import { withFailurePages } from '../browser/failure-page.js';
import { pageUrl } from '../browser/page-url.js';
import { readSession, type Session } from '../browser/session.js';
import type { Endpoint, OAuthContext } from '../context.js';
import { accountResume } from '../destination.js';
import { readForm } from '../form.js';

/** A request of somebody who is signed in. */
export interface Visit {
  request: Request;
  session: Session;
  /** The fields of a POST, not yet checked against forgery; absent on GET. */
  form: URLSearchParams | undefined;
  /** The caller's network address, as far as configured proxies can be trusted. */
  address: string;
}

/** An endpoint that only ever sees requests with a session. */
export function forSignedIn(
  context: OAuthContext,
  answer: (visit: Visit) => Promise<Response>,
): Endpoint {
  return withFailurePages(context, async (request, { address }) => {
    const form = request.method === 'POST' ? await readForm(request) : undefined;
    const session = await readSession(context, request);
    if (session !== undefined) return answer({ request, session, form, address });
    // Another site's form comes without our cookies; the next page comes with them.
    if (form !== undefined) return seeOther(pageUrl(context.settings, 'account'));
    return signInFirst(context, request);
  });
}

async function signInFirst(context: OAuthContext, request: Request): Promise<Response> {
  const browser = (await browserOf(context, request)) ?? (await nameBrowser(context));
  const resume = await accountResume(context.secrets, browser.id);
  return seeOther(pageUrl(context.settings, 'login', resume), [browser.cookie]);
}

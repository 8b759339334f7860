/** For account pages, everybody signs in first. */
import { seeOther } from '../authorization-response.js';
import { browserOf, nameBrowser } from '../browser/browser.js';
import { withFailurePages } from '../browser/failure-page.js';
import { pageUrl } from '../browser/page-url.js';
import { readSession, type Session } from '../browser/session.js';
import type { Endpoint, OAuthContext } from '../context.js';
import { accountResume } from '../destination.js';
import { readForm } from '../form.js';

export interface Visit {
  request: Request;
  session: Session;
  /** Not yet checked against forgery; absent on GET. */
  form: URLSearchParams | undefined;
  /** The caller's network address, as far as proxies can be trusted. */
  address: string;
}

/** @param answer sees requests with a session only */
export function forSignedIn(
  context: OAuthContext,
  answer: (visit: Visit) => Promise<Response>,
): Endpoint {
  return withFailurePages(context, async (request, { address }) => {
    const form = request.method === 'POST' ? await readForm(request) : undefined;
    const session = await readSession(context, request);
    if (session !== undefined) return answer({ request, session, form, address });
    // Another site's form lacks our cookies; the page it is sent to gets them.
    if (form !== undefined) return seeOther(pageUrl(context.settings, 'account'));
    return signInFirst(context, request);
  });
}

async function signInFirst(context: OAuthContext, request: Request): Promise<Response> {
  const browser = (await browserOf(context, request)) ?? (await nameBrowser(context));
  const resume = await accountResume(context.secrets, browser.id);
  return seeOther(pageUrl(context.settings, 'login', resume), [browser.cookie]);
}

/**
 * Sign-out in this browser, and at the provider if the login layer says so. Applications stay
 * connected.
 */
import { donePage } from '../../pages/done.js';
import { pageAnswer } from '../../pages/page-answer.js';
import { seeOther } from '../authorization-response.js';
import { verifyFormToken } from '../browser/csrf.js';
import { withFailurePages } from '../browser/failure-page.js';
import { pageUrl } from '../browser/page-url.js';
import { endSession, readSession } from '../browser/session.js';
import type { Endpoint, OAuthContext } from '../context.js';
import { readForm } from '../form.js';

/** POST signs out; GET says so, or leads to the button. */
export function signOutEndpoint(context: OAuthContext): Endpoint {
  const { settings, secrets, login } = context;
  return withFailurePages(context, async (request, { address }) => {
    const session = await readSession(context, request);
    if (request.method !== 'POST') {
      return session === undefined ? signedOut(context) : seeOther(pageUrl(settings, 'account'));
    }
    const form = await readForm(request);
    // Another site's form comes without our cookies; the next page comes with them.
    if (session === undefined) return seeOther(pageUrl(settings, 'logout'));
    await verifyFormToken(secrets, { form: 'sign-out', session: session.id }, form);
    const cookie = await endSession(context, session.id);
    context.audit({ event: 'session.ended', userId: session.user.id, address });
    const page = pageUrl(settings, 'logout');
    return seeOther((await login.signOutElsewhere?.(page)) ?? page, [cookie]);
  });
}

function signedOut({ settings }: OAuthContext): Response {
  return pageAnswer(
    donePage({
      serviceName: settings.serviceName,
      title: 'You are signed out',
      paragraphs: ['Applications that you connected stay connected.'],
      next: { href: pageUrl(settings, 'account'), label: 'Sign in again' },
    }),
  );
}

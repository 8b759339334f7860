/** The sign-in step, which the login layer does. */
import { seeOther } from './authorization-response.js';
import { browserOf } from './browser/browser.js';
import { BrowserError } from './browser/browser-error.js';
import { formToken, verifyFormToken } from './browser/csrf.js';
import { withFailurePages } from './browser/failure-page.js';
import { pageUrl } from './browser/page-url.js';
import { readSession, startSession } from './browser/session.js';
import { applyEarlyConsent, lacksEarlyConsent } from './consent/early-consent.js';
import type { Endpoint, OAuthContext } from './context.js';
import { type Destination, destinationOf } from './destination.js';
import { readForm } from './form.js';
import { networkOf } from './network-address.js';
import { nextStep } from './next-step.js';

/** GET and POST of the login page and of all below it. */
export function signInEndpoint(context: OAuthContext): Endpoint {
  const { settings, secrets, login } = context;
  return withFailurePages(context, async (request, { address }) => {
    const form = request.method === 'POST' ? await readForm(request) : undefined;
    const browser = await browserOf(context, request);
    const resume = resumeOf(context, request, form);
    const before = resume === '' ? undefined : await destinationOf(context, resume, browser?.id);
    const binding = { form: 'login', transaction: resume, browser: browser?.id ?? '' } as const;
    if (form !== undefined) await verifyFormToken(secrets, binding, form);
    if (before?.kind === 'transaction' && lacksEarlyConsent(login, before.pending.value)) {
      return seeOther(pageUrl(settings, 'consent', resume));
    }

    const outcome = await login.attempt({
      request,
      address,
      network: networkOf(address),
      resume,
      lead: leadTo(before),
      browser: binding.browser,
      anew: (await readSession(context, request)) !== undefined || demandsAnew(before),
      csrf: await formToken(secrets, binding),
      action: pageUrl(settings, 'login'),
      ...(form && { form }),
    });
    if (outcome.kind === 'answer') return outcome.response;

    // Again: whoever left the site may have come back in another browser.
    const destination = await destinationOf(context, outcome.resume, browser?.id);
    const session = await startSession(context, request, outcome.user);
    if (destination.kind === 'account') {
      return seeOther(pageUrl(settings, 'account'), [session.cookie]);
    }
    const { id, value } = destination.pending;
    return (
      (await applyEarlyConsent(context, destination.pending, session)) ??
      nextStep(context, id, value, session, [session.cookie])
    );
  });
}

function leadTo(destination: Destination | undefined): string {
  if (destination?.kind === 'account') {
    return 'Sign in to see which applications are connected to your account.';
  }
  return destination?.pending.value.agreed === undefined
    ? 'An application asks to connect. Sign in to see what it wants; you decide afterwards.'
    : 'You have allowed an application to connect. Sign in to finish.';
}

function demandsAnew(before: Destination | undefined): boolean {
  if (before?.kind !== 'transaction') return false;
  const { asked } = before.pending.value;
  return !('error' in asked) && asked.freshLogin;
}

/**
 * What the form or the address names as the way on. Only a browser that comes back to a path below the
 * login page may name nothing.
 */
function resumeOf(
  context: OAuthContext,
  request: Request,
  form: URLSearchParams | undefined,
): string {
  const { pathname, searchParams } = new URL(request.url);
  const resume = form?.get('transaction') ?? searchParams.get('transaction');
  if (resume !== null && resume !== '') return resume;
  const page = new URL(pageUrl(context.settings, 'login')).pathname;
  if (form === undefined && pathname.length > page.length + 1) return '';
  throw new BrowserError(400, 'Start in your application', [
    'Signing in here is part of connecting an application to this server.',
    'Connect from the application; it will bring you back to this page.',
  ]);
}

/** The sign-in step: hands the browser to the login layer and takes back a signed-in person. */
import { type Browser, browserOf } from './browser.js';
import { BrowserError } from './browser-error.js';
import type { Endpoint, OAuthContext } from './context.js';
import { formToken, verifyFormToken } from './csrf.js';
import { withFailurePages } from './failure-page.js';
import { readForm } from './form.js';
import { networkOf } from './network-address.js';
import { nextStep } from './next-step.js';
import { pageUrl } from './page-url.js';
import { startSession } from './session.js';
import { findTransaction } from './transaction.js';

/** GET and POST of the login page and of everything that the login layer has below it. */
export function signInEndpoint(context: OAuthContext): Endpoint {
  const { settings, secrets, login } = context;
  return withFailurePages(context, async (request, { address }) => {
    const form = request.method === 'POST' ? await readForm(request) : undefined;
    const browser = await browserOf(context, request);
    const resume = await pendingId(context, request, form, browser);
    const binding = { form: 'login', transaction: resume, browser: browser?.id ?? '' } as const;
    if (form !== undefined) await verifyFormToken(secrets, binding, form);

    const outcome = await login.attempt({
      request,
      address,
      network: networkOf(address),
      resume,
      browser: binding.browser,
      csrf: await formToken(secrets, binding),
      action: pageUrl(settings, 'login'),
      ...(form === undefined ? {} : { form }),
    });
    if (outcome.kind === 'answer') return outcome.response;

    // Again: a layer that left the site may have come back in another browser.
    const { id, value } = await findTransaction(context, outcome.resume, browser?.id);
    const session = await startSession(context, request, outcome.user);
    return nextStep(context, id, value, session, [session.cookie]);
  });
}

/**
 * The id of the pending request that the form or the address names. Only a browser that returns
 * from elsewhere, to a path below the login page, may name none.
 */
async function pendingId(
  context: OAuthContext,
  request: Request,
  form: URLSearchParams | undefined,
  browser: Browser | undefined,
): Promise<string> {
  const { pathname, searchParams } = new URL(request.url);
  const id = form?.get('transaction') ?? searchParams.get('transaction');
  if (id !== null) return (await findTransaction(context, id, browser?.id)).id;
  const page = new URL(pageUrl(context.settings, 'login')).pathname;
  if (form === undefined && pathname.length > page.length + 1) return '';
  throw new BrowserError(400, 'Start in your application', [
    'Signing in here is part of connecting an application to this server.',
    'Connect from the application; it will bring you back to this page.',
  ]);
}

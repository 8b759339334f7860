/** Changes the password of whoever is signed in. */
import type { PasswordOutcome } from '../../login/contract.js';
import { donePage } from '../../pages/done.js';
import { pageAnswer } from '../../pages/page-answer.js';
import { BrowserError } from '../browser/browser-error.js';
import { formToken, verifyFormToken } from '../browser/csrf.js';
import { endSessions } from '../browser/end-sessions.js';
import { pageUrl } from '../browser/page-url.js';
import { startSession } from '../browser/session.js';
import type { Endpoint, OAuthContext } from '../context.js';
import { networkOf } from '../network-address.js';
import { disconnectAll } from './disconnect.js';
import { forSignedIn, type Visit } from './signed-in.js';

/** The login layer shows the page and checks what was typed. */
export function changePasswordEndpoint(context: OAuthContext): Endpoint {
  const { settings, secrets, login } = context;
  return forSignedIn(context, async (visit) => {
    const { session, form, address } = visit;
    if (login.changePassword === undefined) throw noPasswords();
    const binding = { form: 'password', session: session.id } as const;
    if (form !== undefined) await verifyFormToken(secrets, binding, form);
    const outcome = await login.changePassword({
      user: session.user,
      address,
      network: networkOf(address),
      csrf: await formToken(secrets, binding),
      action: pageUrl(settings, 'account/password'),
      back: pageUrl(settings, 'account'),
      ...(form && { form }),
    });
    return outcome.kind === 'answer' ? outcome.response : changed(context, visit, outcome);
  });
}

async function changed(
  context: OAuthContext,
  { request, session: { user }, address }: Visit,
  { disconnectAll: all }: Extract<PasswordOutcome, { kind: 'changed' }>,
): Promise<Response> {
  const { settings, store } = context;
  // A fresh value: whoever copied the old one is out too.
  const { id, cookie } = await startSession(context, request, user);
  await endSessions(store, user.id, id);
  if (all) await disconnectAll(context, user.id, address);
  const document = donePage({
    serviceName: settings.serviceName,
    title: 'Your password was changed',
    paragraphs: [
      'You are signed out of every other browser.',
      all
        ? 'All applications are disconnected.'
        : 'Applications that you connected stay connected.',
    ],
    next: { href: pageUrl(settings, 'account'), label: 'Back to your account' },
  });
  return pageAnswer(document, 200, { 'set-cookie': cookie });
}

function noPasswords(): BrowserError {
  return new BrowserError(404, 'There is no such page', [
    'This server keeps no passwords. Change yours where you sign in.',
  ]);
}

/** The consent step: shows the signed-in person what is asked, and takes the decision. */
import { consentPage } from '../pages/consent.js';
import { pageAnswer } from '../pages/page-answer.js';
import { browserOf } from './browser.js';
import { BrowserError } from './browser-error.js';
import { consentContent } from './consent-content.js';
import type { Endpoint, OAuthContext } from './context.js';
import { type FormBinding, formToken, verifyFormToken } from './csrf.js';
import { alreadyAnswered, applyDecision } from './decision.js';
import { withFailurePages } from './failure-page.js';
import { readForm } from './form.js';
import { isSignedIn, nextStep } from './next-step.js';
import { readSession } from './session.js';
import { findTransaction } from './transaction.js';

/** GET shows the page, POST takes the answer. Nothing is granted without it, to any client. */
export function consentEndpoint(context: OAuthContext): Endpoint {
  const { secrets, settings } = context;
  return withFailurePages(context, async (request) => {
    const form = request.method === 'POST' ? await readForm(request) : undefined;
    const id = (form ?? new URL(request.url).searchParams).get('transaction') ?? '';
    const browser = await browserOf(context, request);
    const pending = await findTransaction(context, id, browser?.id);
    const { value: transaction } = pending;
    const { asked } = transaction;
    const session = await readSession(context, request);
    if (!isSignedIn(transaction, session) || 'error' in asked) {
      return nextStep(context, id, transaction, session);
    }
    const binding: FormBinding = {
      form: 'consent',
      transaction: id,
      browser: transaction.browser,
      userId: session.user.id,
    };
    if (form !== undefined) {
      await verifyFormToken(secrets, binding, form);
      return applyDecision(context, pending, asked, session, choiceOf(form));
    }
    if (transaction.decision !== undefined) throw alreadyAnswered();
    const content = consentContent(settings, pending, asked, session);
    return pageAnswer(consentPage({ ...content, csrf: await formToken(secrets, binding) }));
  });
}

function choiceOf(form: URLSearchParams): 'approve' | 'deny' {
  const choice = form.get('decision');
  if (choice === 'approve' || choice === 'deny') return choice;
  throw new BrowserError(400, 'No answer was given', [
    'Go back, then press one of the two buttons.',
  ]);
}

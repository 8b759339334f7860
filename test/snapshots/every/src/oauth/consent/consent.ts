/** The consent step. */
import { browserOf } from '../browser/browser.js';
import { withFailurePages } from '../browser/failure-page.js';
import { pageUrl } from '../browser/page-url.js';
import { readSession } from '../browser/session.js';
import type { Endpoint, OAuthContext } from '../context.js';
import { readForm } from '../form.js';
import { isSignedIn, nextStep } from '../next-step.js';
import { findTransaction } from '../transaction.js';
import { askForConsent, type Question } from './consent-form.js';
import { applyDecision } from './decision.js';
import { earlyConsent } from './early-consent.js';

/**
 * GET shows the page, POST takes the answer of whoever is signed in. Where signing in leaves the
 * site, others are asked first, as are those who want to be somebody else: `person=next`.
 */
export function consentEndpoint(context: OAuthContext): Endpoint {
  const { settings, login } = context;
  return withFailurePages(context, async (request) => {
    const form = request.method === 'POST' ? await readForm(request) : undefined;
    const fields = form ?? new URL(request.url).searchParams;
    const id = fields.get('transaction') ?? '';
    const browser = await browserOf(context, request);
    const pending = await findTransaction(context, id, browser?.id);
    const { value: transaction } = pending;
    const { asked } = transaction;
    const session = await readSession(context, request);
    const isKnown = isSignedIn(transaction, session);
    const leaves = login.leavesFor !== undefined;
    if (leaves && (!isKnown || fields.get('person') === 'next')) {
      return earlyConsent(context, pending, form);
    }
    if (!isKnown || 'error' in asked) return nextStep(context, id, transaction, session);

    const { user } = session;
    const { browser: startedBy } = transaction;
    const another = leaves
      ? `${pageUrl(settings, 'consent', id)}&person=next`
      : pageUrl(settings, 'login', id);
    const question: Question = {
      pending,
      asked,
      person: { name: user.name, signInAgain: another, account: pageUrl(settings, 'account') },
      binding: { form: 'consent', transaction: id, browser: startedBy, userId: user.id },
    };
    const outcome = await askForConsent(context, question, form);
    if (outcome.kind === 'page') return outcome.response;
    return applyDecision(context, pending, asked, { ...outcome, user });
  });
}

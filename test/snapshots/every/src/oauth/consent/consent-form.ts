/** The consent form: shown, or read. */
import { type ConsentingPerson, consentPage } from '../../pages/consent.js';
import { pageAnswer } from '../../pages/page-answer.js';
import type { Entry } from '../../store/contract.js';
import { BrowserError } from '../browser/browser-error.js';
import { type FormBinding, formToken, verifyFormToken } from '../browser/csrf.js';
import type { OAuthContext } from '../context.js';
import type { Asked, Transaction } from '../transaction.js';
import { type Again, consentContent } from './consent-content.js';
import { alreadyAnswered } from './decision.js';
import { chosenScopes } from './scope-choice.js';

/** Who is asked for what. */
export interface Question {
  pending: Entry<Transaction>;
  asked: Asked;
  person: ConsentingPerson;
  binding: FormBinding;
}

/** Either the person has answered, or they get the page. */
export type ConsentOutcome =
  | { kind: 'approved'; scopes: readonly string[] }
  | { kind: 'denied' }
  | { kind: 'page'; response: Response };

/**
 * Shows the form, or takes it. Without any permission it comes back: there is a button for no.
 *
 * @param form the fields of a POST; absent on GET
 * @throws BrowserError for another form, or if the request has been answered
 */
export async function askForConsent(
  context: OAuthContext,
  question: Question,
  form: URLSearchParams | undefined,
): Promise<ConsentOutcome> {
  const { settings, secrets } = context;
  const { pending, asked, binding } = question;
  if (form === undefined) {
    if (pending.value.decision !== undefined) throw alreadyAnswered();
    return show(context, question);
  }
  await verifyFormToken(secrets, binding, form);
  if (isDenial(form)) return { kind: 'denied' };
  const scopes = chosenScopes(settings.scopes, asked.scopes, form);
  if (scopes !== undefined) return { kind: 'approved', scopes };
  const problem = 'Leave at least one permission ticked. To allow nothing, press Cancel.';
  return show(context, question, { ticked: form.getAll('scope'), problem });
}

async function show(
  { settings, secrets }: OAuthContext,
  { pending, asked, person, binding }: Question,
  again?: Again,
): Promise<ConsentOutcome> {
  const content = consentContent(settings, pending, asked, person, again);
  const document = consentPage({ ...content, csrf: await formToken(secrets, binding) });
  return { kind: 'page', response: pageAnswer(document, again === undefined ? 200 : 400) };
}

function isDenial(form: URLSearchParams): boolean {
  const choice = form.get('decision');
  if (choice === 'approve' || choice === 'deny') return choice === 'deny';
  throw new BrowserError(400, 'No answer was given', [
    'Go back, then press one of the two buttons.',
  ]);
}

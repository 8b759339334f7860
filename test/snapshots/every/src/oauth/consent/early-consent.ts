/**
 * Consent before a sign-in that leaves the site: a provider that remembers its user waves any
 * request through (MCP security best practices, confused deputy).
 */
import { pageAnswer } from '../../pages/page-answer.js';
import { turnedDownPage } from '../../pages/turned-down.js';
import type { Entry } from '../../store/contract.js';
import { authorizationResponse, seeOther } from '../authorization-response.js';
import { registeredRedirectUri } from '../authorize/redirect-uri.js';
import { unknownApplication } from '../browser/browser-error.js';
import { type FormBinding, formToken, verifyFormToken } from '../browser/csrf.js';
import { pageUrl } from '../browser/page-url.js';
import type { startSession } from '../browser/session.js';
import { findClient } from '../clients/index.js';
import type { OAuthContext } from '../context.js';
import { changeUndecided, type Refusal, type Transaction } from '../transaction.js';
import { clientAsShown } from './asking-client.js';
import { askForConsent } from './consent-form.js';
import { applyDecision } from './decision.js';
import { describeRedirect } from './redirect-target.js';

/**
 * Shows the page without an account, or takes the answer. An approval is kept with the request until
 * the sign-in. A denial goes to the client without the sign-in of RFC 9700, section 4.11.2: no link
 * does it alone, a person has pressed a button.
 */
export async function earlyConsent(
  context: OAuthContext,
  pending: Entry<Transaction>,
  form: URLSearchParams | undefined,
): Promise<Response> {
  const { id, value: transaction } = pending;
  const { asked, browser, decision } = transaction;
  const binding: FormBinding = { form: 'early-consent', transaction: id, browser };
  if ('error' in asked) return turnDown(context, pending, asked, binding, form);

  const person = { signsInWith: context.login.leavesFor ?? '' };
  const outcome = await askForConsent(context, { pending, asked, person, binding }, form);
  if (outcome.kind === 'page') return outcome.response;
  // After the decision it is repeated, whatever is pressed.
  if (outcome.kind === 'denied' || decision !== undefined) {
    return applyDecision(context, pending, asked, { kind: 'denied', user: undefined });
  }
  await changeUndecided(context, pending, { agreed: { scopes: outcome.scopes } });
  return seeOther(pageUrl(context.settings, 'login', id));
}

/** Whether the person must be asked before the sign-in. */
export function lacksEarlyConsent(
  { leavesFor }: OAuthContext['login'],
  { agreed, decision }: Transaction,
): boolean {
  return leavesFor !== undefined && (agreed === undefined || decision !== undefined);
}

/**
 * Decides by what the person allowed before they signed in.
 *
 * @returns `undefined` if they must be asked: nothing was allowed, or the client has changed
 * @throws BrowserError if the client, or the way back to it, is gone
 */
export async function applyEarlyConsent(
  context: OAuthContext,
  pending: Entry<Transaction>,
  { user, cookie }: Awaited<ReturnType<typeof startSession>>,
): Promise<Response | undefined> {
  const { agreed, asked, client, back } = pending.value;
  if (agreed === undefined || 'error' in asked) return undefined;
  const found = await findClient(context, client.id);
  if (found === undefined) throw unknownApplication();
  const now = await clientAsShown(found);
  if (now.likeness === client.likeness) {
    const answer = { kind: 'approved', user, scopes: agreed.scopes } as const;
    return applyDecision(context, pending, asked, answer, [cookie]);
  }
  const parameters = new URLSearchParams({ redirect_uri: back.redirectUri });
  registeredRedirectUri(context.settings, found, parameters);
  await changeUndecided(context, pending, { client: now, agreed: undefined });
  return undefined;
}

/** A refusal waits for a button, since no sign-in comes first. */
async function turnDown(
  context: OAuthContext,
  { id, value: { client, back } }: Entry<Transaction>,
  refusal: Refusal,
  binding: FormBinding,
  form: URLSearchParams | undefined,
): Promise<Response> {
  const { settings, secrets } = context;
  if (form !== undefined) {
    await verifyFormToken(secrets, binding, form);
    return authorizationResponse(context, back, refusal);
  }
  const document = turnedDownPage({
    serviceName: settings.serviceName,
    clientName: client.name,
    redirectTarget: describeRedirect(back.redirectUri),
    action: pageUrl(settings, 'consent'),
    transaction: id,
    csrf: await formToken(secrets, binding),
  });
  return pageAnswer(document);
}

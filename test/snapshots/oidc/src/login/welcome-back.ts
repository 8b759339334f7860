/** A browser that returns from the provider: once, the same one, as somebody who may come in. */
import { type Account, enterAccount } from './accounts.js';
import { type NotAdmitted, notAdmitted } from './admission.js';
import { type Trouble, troubleAnswer, type WayOn } from './answers.js';
import type { LoginAttempt, LoginOptions, LoginOutcome } from './contract.js';
import { describePerson } from './identity.js';
import { warnOf } from './operator.js';
import { findPending, usePending } from './pending.js';
import type { Provider } from './provider.js';
import { ProviderFailure } from './provider-failure.js';
import { type Arrival, arrival } from './return.js';
import type { LoginSettings } from './settings.js';
import { keepTokens } from './tokens/stored-tokens.js';

/**
 * Ends the sign-in. Looks at what the browser brings in this order: whether it is known, whether
 * this is the browser that left, whether it comes for the first time, what the provider says.
 */
export async function welcomeBack(
  options: LoginOptions<LoginSettings>,
  provider: Provider,
  attempt: LoginAttempt,
): Promise<LoginOutcome> {
  const { store, audit } = options;
  const { address, browser, request } = attempt;
  const { name, issuer } = provider.settings;
  const fail = (trouble: Trouble, wayOn?: WayOn): LoginOutcome => {
    audit({ event: 'login.failed', address, reason: trouble });
    return troubleAnswer(options, name, trouble, wayOn);
  };

  const query = new URL(request.url).searchParams;
  const entry = await findPending(store, query.get('state') ?? '');
  if (entry === undefined) return fail('over');
  const { value: pending } = entry;
  // Left as it is: whoever left with it may still come back.
  if (browser === '' || pending.browser !== browser) return fail('other_browser');
  const proofs = await usePending(options, entry);
  if (proofs === undefined) return fail('over');

  const ways = waysOn(options, pending.resume);
  // The operator turned to another provider meanwhile: what this one says is for the other.
  if (pending.issuer !== issuer) return fail('over', { again: ways.again });
  try {
    const arrived = await arrival(options, provider, { pending, proofs, query });
    return await letIn(options, provider, attempt, arrived, pending.resume);
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
    warnOf(options, provider, error);
    return fail(error.reason, error.reason === 'denied' ? ways : { again: ways.again });
  }
}

async function letIn(
  options: LoginOptions<LoginSettings>,
  provider: Provider,
  { address }: LoginAttempt,
  { issuer, subject, claims, tokens }: Arrival,
  resume: string,
): Promise<LoginOutcome> {
  const { settings, audit } = options;
  const { name: providerName, issuer: at, clientId } = provider.settings;
  const refuse = (why: NotAdmitted | 'disabled', account?: Account): LoginOutcome => {
    const who = account && { userId: account.userId, userName: account.name };
    audit({ event: 'login.refused', address, reason: why, ...who });
    const trouble = why === 'disabled' ? why : 'not_admitted';
    const { asAnother } = waysOn(options, resume);
    return troubleAnswer(options, providerName, trouble, { asAnother });
  };

  const why = notAdmitted(settings.admission, claims, issuer);
  if (why !== undefined) return refuse(why);
  const account = await enterAccount(options, { issuer, subject, ...describePerson(claims) });
  if (account.disabledAt !== undefined) return refuse('disabled', account);
  const { userId, name } = account;
  if (settings.keepTokens) {
    await keepTokens(options, { userId, provider: at, clientId, issuer, subject }, tokens);
  }
  audit({ event: 'login.succeeded', address, userId, userName: name });
  return { kind: 'signed-in', user: { id: userId, name }, resume };
}

/** The sign-in page again, for the same person or for somebody else. */
export function waysOn({ page }: LoginOptions, resume: string): Required<WayOn> {
  const again = `${page}?transaction=${encodeURIComponent(resume)}`;
  return { again, asAnother: `${again}&account=another` };
}

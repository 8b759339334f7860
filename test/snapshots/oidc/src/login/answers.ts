/** What people are told when a sign-in fails. */
import { notSignedInPage } from '../pages/not-signed-in.js';
import { pageAnswer } from '../pages/page-answer.js';
import type { LoginOptions, LoginOutcome } from './contract.js';
import type { FailureReason } from './provider-failure.js';

/** Why it fails. */
export type Trouble =
  | FailureReason
  | 'not_set_up'
  | 'unknown_path'
  | 'over'
  | 'other_browser'
  | 'not_admitted'
  | 'disabled'
  | 'throttled';

/** Where to sign in again, or as somebody else, if that may help. */
export interface WayOn {
  again?: string;
  asAnother?: string;
}

interface Told {
  status: number;
  title: string;
  /** What happened; `$` stands for the provider. */
  text: string;
  /** Seconds. */
  retryAfter?: number;
}

const notVerified: Told = {
  status: 502,
  title: 'The sign-in could not be checked',
  text: '$ sent an answer that this server cannot rely on. You have not been signed in.',
};

const notSetUp: Told = {
  status: 503,
  title: 'Signing in is not set up correctly',
  text: 'This server and $ do not get along. Whoever runs this server finds the reason in its log.',
};

const told: Readonly<Record<Trouble, Told>> = {
  unavailable: {
    status: 503,
    title: '$ cannot be reached',
    text: 'You sign in with $, and it gives no answer right now. Try again in a minute.',
    retryAfter: 60,
  },
  metadata: notSetUp,
  client_refused: notSetUp,
  request_refused: notSetUp,
  not_set_up: {
    status: 503,
    title: 'Signing in is not set up yet',
    text: 'Whoever runs this server has to name the place where people sign in. The log says how.',
  },
  grant_refused: {
    status: 400,
    title: 'The sign-in took too long',
    text: 'What $ gave you along is no longer good.',
  },
  denied: { status: 403, title: 'You did not sign in', text: 'The sign-in with $ was cancelled.' },
  interaction_required: {
    status: 403,
    title: 'Sign in once more',
    text: '$ did not ask you who you are, and this time it has to.',
  },
  clock: {
    ...notVerified,
    text: 'The clocks of $ and of this server differ by more than a minute. You have not been signed in.',
  },
  mismatch: notVerified,
  unknown_path: { status: 404, title: 'There is no such page', text: 'Nothing was changed.' },
  over: {
    status: 400,
    title: 'This sign-in is over',
    text: 'It was finished before, or more than ten minutes ago.',
  },
  other_browser: {
    status: 403,
    title: 'Continue where you started',
    text: 'This sign-in was started in another browser, or this browser does not keep cookies. Nothing was changed.',
  },
  not_admitted: {
    status: 403,
    title: 'You cannot use this server',
    text: 'The account with which you signed in with $ is not among those that may use it.',
  },
  disabled: {
    status: 403,
    title: 'You cannot use this server',
    text: 'Whoever runs it has shut your account out. Ask them if you think that is a mistake.',
  },
  throttled: {
    status: 429,
    title: 'Too many sign-ins',
    text: 'Too many people of your network are signing in at once. Try again in a minute.',
    retryAfter: 60,
  },
};

/** The page for what went wrong. */
export function troubleAnswer(
  { serviceName }: Pick<LoginOptions, 'serviceName'>,
  providerName: string,
  trouble: Trouble,
  wayOn: WayOn = {},
): LoginOutcome {
  const { status, title, text, retryAfter } = told[trouble];
  const named = (sentence: string) => sentence.replaceAll('$', () => providerName);
  const document = notSignedInPage({
    serviceName,
    title: named(title),
    text: named(text),
    ...wayOn,
  });
  const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  return { kind: 'answer', response: pageAnswer(document, status, headers) };
}

/** A redirect that nobody caches and that tells the provider nothing of this page. */
export function goTo(url: URL): LoginOutcome {
  const headers = {
    location: url.href,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  };
  return { kind: 'answer', response: new Response(null, { status: 303, headers }) };
}

/** The answers of the login step: its page, as often as it takes. */
import { errorPage } from '../pages/error.js';
import { loginPage } from '../pages/login.js';
import { pageAnswer } from '../pages/page-answer.js';
import type { LoginAttempt, LoginOptions, LoginOutcome } from './contract.js';
import { tooManyAttempts } from './too-many-attempts.js';

/** Why the page is shown again; nothing on the first visit. */
export type Outcome =
  | { reason?: never }
  | { reason: 'incomplete' | 'wrong'; name: string }
  | { reason: 'throttled'; name: string; seconds: number };

const problems = {
  incomplete: { status: 400, text: 'Enter your user name and your password.' },
  // The same words whether the name or the password is wrong.
  wrong: { status: 403, text: 'The user name or the password is wrong.' },
} as const;

/** The sign-in page, saying what was wrong if anything was. */
export function loginAnswer(
  { serviceName }: Pick<LoginOptions, 'serviceName'>,
  { action, resume, lead, csrf }: Pick<LoginAttempt, 'action' | 'resume' | 'lead' | 'csrf'>,
  outcome: Outcome,
): LoginOutcome {
  const form = { serviceName, lead, action, transaction: resume, csrf };
  if (outcome.reason === undefined) return answer(loginPage(form));
  const userName = outcome.name;
  if (outcome.reason === 'throttled') {
    const { problem, headers } = tooManyAttempts(outcome.seconds);
    return answer(loginPage({ ...form, userName, problem }), 429, headers);
  }
  const { status, text } = problems[outcome.reason];
  return answer(loginPage({ ...form, userName, problem: text }), status);
}

/** What a path below the login page gets. */
export function noSuchPage({ serviceName }: Pick<LoginOptions, 'serviceName'>): LoginOutcome {
  const title = 'There is no such page';
  const paragraphs = ['Go back to the application and connect again.'];
  return answer(errorPage({ serviceName, title, paragraphs }), 404);
}

function answer(
  document: string,
  status = 200,
  headers: Record<string, string> = {},
): LoginOutcome {
  return { kind: 'answer', response: pageAnswer(document, status, headers) };
}

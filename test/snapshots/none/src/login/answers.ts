/** The answers of the login step: its page, as often as it takes. */
import { errorPage } from '../pages/error.js';
import { loginPage } from '../pages/login.js';
import { pageAnswer } from '../pages/page-answer.js';
import type { LoginAttempt, LoginOptions, LoginOutcome } from './contract.js';

/** The sign-in page, with the name that was typed and what was wrong, if anything was. */
export function loginAnswer(
  { serviceName }: LoginOptions,
  { action, resume, lead, csrf, form }: LoginAttempt,
  said: { problem?: string; status?: number; headers?: Readonly<Record<string, string>> },
): LoginOutcome {
  const document = loginPage({
    serviceName,
    lead,
    problem: said.problem,
    userName: form?.get('username') ?? '',
    action,
    transaction: resume,
    csrf,
  });
  return { kind: 'answer', response: pageAnswer(document, said.status, said.headers) };
}

/** What a path below the login page gets. */
export function noSuchPage({ serviceName }: LoginOptions): LoginOutcome {
  const title = 'There is no such page';
  const paragraphs = ['Go back to the application and connect again.'];
  const document = errorPage({ serviceName, title, paragraphs });
  return { kind: 'answer', response: pageAnswer(document, 404) };
}

/** The page where the owner of a local account changes its password. */
import { pageAnswer } from '../pages/page-answer.js';
import { passwordPage } from '../pages/password.js';
import { findAccount, replacePassword } from './accounts.js';
import type { LoginOptions, PasswordChange, PasswordOutcome } from './contract.js';
import { secondsToWait } from './guessing.js';
import { passwordProblem, shortest, verifyPassword } from './password.js';
import { tooManyAttempts } from './too-many-attempts.js';

/**
 * Shows the form, or takes it. It asks for the current password: nobody who finds a browser open
 * can keep its owner out.
 */
export async function changePassword(
  options: LoginOptions,
  change: PasswordChange,
): Promise<PasswordOutcome> {
  const { form, user } = change;
  if (form === undefined) return answer(options, change, {});
  const current = form.get('current') ?? '';
  const next = form.get('new') ?? '';
  const typing = typingProblem(current, next, form.get('repeated') ?? '');
  if (typing !== undefined) return answer(options, change, { problem: typing, status: 400 });

  const { store, audit } = options;
  const about = { address: change.address, userId: user.id, userName: user.name };
  const account = await findAccount(store, user.name);
  // As at the sign-in: counted before the password is looked at.
  const seconds = await secondsToWait(options, change, user.name, account);
  if (seconds > 0) {
    audit({ event: 'password.throttled', ...about });
    return answer(options, change, { ...tooManyAttempts(seconds), status: 429 });
  }
  const isRight = await verifyPassword(account?.passwordHash, current);
  const isOwn = account?.userId === user.id;
  if (!isRight || !isOwn || !(await replacePassword(store, account, next))) {
    audit({ event: 'password.failed', ...about });
    return answer(options, change, { problem: 'The current password is wrong.', status: 403 });
  }
  audit({ event: 'password.changed', ...about });
  return { kind: 'changed', disconnectAll: form.get('disconnect') === 'all' };
}

function typingProblem(current: string, next: string, repeated: string): string | undefined {
  if (current === '' || next === '') return 'Enter your current password, and a new one twice.';
  if (next !== repeated) return 'The two new passwords differ.';
  const problem = passwordProblem(next);
  return problem && `${problem}.`;
}

function answer(
  { serviceName }: LoginOptions,
  { user, action, back, csrf, form }: PasswordChange,
  said: { problem?: string; status?: number; headers?: Readonly<Record<string, string>> },
): PasswordOutcome {
  const document = passwordPage({
    serviceName,
    userName: user.name,
    shortest,
    disconnectAll: form?.get('disconnect') === 'all',
    problem: said.problem,
    action,
    back,
    csrf,
  });
  return { kind: 'answer', response: pageAnswer(document, said.status, said.headers) };
}

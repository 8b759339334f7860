/** Sign-in with local accounts: a user name and a password. */
import { findAccount, noteSignIn } from './accounts.js';
import { loginAnswer, noSuchPage } from './answers.js';
import { changePassword } from './change-password.js';
import type { Login, LoginAttempt, LoginOptions, LoginOutcome } from './contract.js';
import { secondsToWait } from './guessing.js';
import { addPassingAccount } from './passing-account.js';
import { verifyPassword } from './password.js';
import { tooManyAttempts } from './too-many-attempts.js';

/** Builds the login step. Accounts are made by the operator; nobody can register here. */
export function createLogin(options: LoginOptions): Login {
  return {
    async attempt(attempt) {
      // This layer has one page and nothing below it.
      if (attempt.resume === '') return noSuchPage(options);
      const { form } = attempt;
      if (form === undefined) return loginAnswer(options, attempt, {});
      const name = form.get('username') ?? '';
      const password = form.get('password') ?? '';
      if (name === '' || password === '') {
        const problem = 'Enter your user name and your password.';
        return loginAnswer(options, attempt, { problem, status: 400 });
      }
      return check(options, attempt, name, password);
    },
    changePassword: (change) => changePassword(options, change),
    async missing() {
      const [account] = await options.store.find('account', { limit: 1 });
      if (account !== undefined) return undefined;
      if (!options.store.isShared) return addPassingAccount(options);
      return 'Nobody can sign in yet. Add the first user: npm run admin -- users add NAME';
    },
  };
}

async function check(
  options: LoginOptions,
  attempt: LoginAttempt,
  name: string,
  password: string,
): Promise<LoginOutcome> {
  const { store, clock, audit } = options;
  const { address, resume } = attempt;
  const account = await findAccount(store, name);
  // Only names of real accounts: people type their password into the wrong field.
  const about = { address, ...(account && { userId: account.userId, userName: account.name }) };

  // Counted before the password is looked at, so that guesses sent in parallel count as well.
  const seconds = await secondsToWait(options, attempt, name, account);
  if (seconds > 0) {
    audit({ event: 'login.throttled', ...about });
    return loginAnswer(options, attempt, { ...tooManyAttempts(seconds), status: 429 });
  }
  const isRight = await verifyPassword(account?.passwordHash, password);
  if (account === undefined || !isRight) {
    audit({ event: 'login.failed', ...about });
    // The same words for both.
    const problem = 'The user name or the password is wrong.';
    return loginAnswer(options, attempt, { problem, status: 403 });
  }
  await noteSignIn(store, account, clock());
  audit({ event: 'login.succeeded', ...about });
  return { kind: 'signed-in', user: { id: account.userId, name: account.name }, resume };
}

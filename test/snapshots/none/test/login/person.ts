/** Somebody who can sign in: here, with a local account. */
import { addAccount } from '../../src/login/accounts.js';
import type { LoginOptions } from '../../src/login/contract.js';
import type { TestBrowser, Visit } from '../oauth/browser/browser.js';

export interface Person {
  name: string;
  /** From where the sign-in begins to the page behind it. */
  signIn: (browser: TestBrowser, visit: Visit) => Promise<Visit>;
  /** What people do in a hurry, before they sign in. */
  hurry: (browser: TestBrowser, visit: Visit) => Promise<void>;
  /** Every secret that was in use so far. */
  secrets: () => readonly string[];
}

/** Makes a person known to the server. */
export async function addPerson(
  tools: Pick<LoginOptions, 'store' | 'clock' | 'random'>,
  name: string,
): Promise<Person> {
  const password = `the long password of ${name}`;
  await addAccount(tools, name, password);
  return {
    name,
    signIn: (browser, visit) => browser.submit(visit, { username: name, password }),
    hurry: async (browser, visit) => {
      await browser.submit(visit, { username: password, password: 'wrong' });
    },
    secrets: () => [password],
  };
}

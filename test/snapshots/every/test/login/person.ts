/** Somebody who can sign in, whichever login layer the project has: here, with a local account. */
import { addAccount } from '../../src/login/accounts.js';
import type { LoginOptions } from '../../src/login/contract.js';
import type { TestBrowser, Visit } from '../oauth/browser.js';

export interface Person {
  name: string;
  /** From the first page of the sign-in to the page behind it. */
  signIn: (browser: TestBrowser, visit: Visit) => Promise<Visit>;
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
  };
}

/** Somebody who can sign in, in whichever login layer: here, with a local account. */
import { addAccount } from '../../src/login/accounts.js';
import type { LoginOptions } from '../../src/login/contract.js';
import type { TestBrowser, Visit } from '../oauth/browser/browser.js';

export interface Person {
  name: string;
  /** To the page behind the sign-in. */
  signIn: (browser: TestBrowser, visit: Visit) => Promise<Visit>;
  /** What people do in a hurry before: secrets end up where they do not belong. */
  hurry: (browser: TestBrowser, visit: Visit) => Promise<void>;
  /** Every secret used so far. */
  secrets: () => readonly string[];
}

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

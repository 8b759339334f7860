/** Somebody who can sign in: here, at a real provider. */
import type { LoginOptions } from '../../src/login/contract.js';
import type { TestBrowser, Visit } from '../oauth/browser/browser.js';
import { openProviderBrowser } from './at-provider.js';
import { sharedProvider } from './environment.js';

export interface Person {
  name: string;
  /** From where the sign-in begins to the page behind it. */
  signIn: (browser: TestBrowser, visit: Visit) => Promise<Visit>;
  /** What people do in a hurry, before they sign in. */
  hurry: (browser: TestBrowser, visit: Visit) => Promise<void>;
  /** Every secret that was in use so far. */
  secrets: () => readonly string[];
}

/** Makes a person known to the provider. */
export async function addPerson(
  _tools: Pick<LoginOptions, 'store' | 'clock' | 'random'>,
  name: string,
): Promise<Person> {
  const provider = await sharedProvider();
  provider.people.set(name, { name, email: `${name}@example.com`, email_verified: true });
  return {
    name,
    signIn: async (browser, visit) =>
      browser.open(await openProviderBrowser().signIn(visit.url, name)),
    hurry: async () => undefined,
    secrets: () => [...provider.secrets],
  };
}

/** A world whose users are local accounts. */
import { addAccount } from '../../src/login/accounts.js';
import { createLogin } from '../../src/login/index.js';
import type { AuditEvent } from '../../src/oauth/audit.js';
import type { Endpoint } from '../../src/oauth/context.js';
import { createAuthorizationServer } from '../../src/oauth/index.js';
import { loginOptions } from '../../src/oauth/login-options.js';
import { authorizeUrl } from '../oauth/authorize/asking.js';
import { openBrowser, type Pages, type TestBrowser, type Visit } from '../oauth/browser/browser.js';
import { addClient } from '../oauth/client-calls.js';
import { limitsWith } from '../oauth/limits-with.js';
import { issuer, openWorld, type World } from '../oauth/world.js';

export const password = 'correct horse battery';

export interface AccountWorld extends World {
  /** Login events so far, oldest first. */
  logins: AuditEvent[];
  /** Posts the sign-in form from an address, in a fresh browser. */
  signIn: (fields: { username?: string; password?: string }, address?: string) => Promise<Visit>;
  /** A fresh browser in which `ann` has signed in for the account page. */
  account: () => Promise<TestBrowser>;
}

/** Opens a world with the user `ann`. */
export async function openAccountWorld(): Promise<AccountWorld> {
  const login = { max: 3, seconds: 900 };
  const login_address = { max: 8, seconds: 900 };
  const world = await openWorld({ rateLimits: limitsWith({ login, login_address }) });
  const { context } = world;
  const logins: AuditEvent[] = [];
  const audit = (event: AuditEvent) => logins.push(event);
  const localLogin = createLogin(loginOptions({ ...context, audit }, {}, () => undefined));
  await addAccount(context, 'ann', password);
  const client = await addClient(world);

  const server = createAuthorizationServer({ ...context, login: localLogin });

  return {
    ...world,
    logins,
    account: async () => {
      const browser = openBrowser(server, issuer);
      const login = await browser.open(`${issuer}/account`);
      await browser.submit(login, { username: 'ann', password });
      return browser;
    },
    signIn: async (fields, address = '192.0.2.1') => {
      const browser = openBrowser(seenFrom(address, server), issuer);
      const page = await browser.open(await authorizeUrl(world, client));
      return browser.submit(page, { username: 'ann', password, ...fields });
    },
  };
}

function seenFrom(address: string, server: Pages): Pages {
  const signIn: Endpoint = (request) => server.signIn(request, { address });
  return { ...server, signIn };
}

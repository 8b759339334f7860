/** A web application on the site of the server, whose users need not be asked twice. */
import type { Client } from '../../../src/oauth/clients/client.js';
import type { Grant } from '../../../src/oauth/grant.js';
import { sha256 } from '../../../src/oauth/sha256.js';
import { readCode } from '../../../src/oauth/tokens.js';
import type { Entry } from '../../../src/store/contract.js';
import type { TestBrowser, Visit } from '../browser/browser.js';
import { addClient, type Parameters, redeem } from '../client-calls.js';
import type { World } from '../world.js';
import { answerOf, authorizeUrl, signedInBrowser } from './asking.js';

/** What a browser says of a navigation that began on a page of the same site. */
export const ownSite = {
  'sec-fetch-site': 'same-site',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-dest': 'document',
};

export const secret = 'the-secret-of-the-web-application-0123456789';

export interface WebApplication {
  client: Client;
  /** Of `ann`, who is signed in. */
  browser: TestBrowser;
  /** A fresh browser of hers, when her session has ended. */
  signInAgain: () => Promise<void>;
  /** Sends the browser here, from a page of the own site if nothing else is said. */
  ask: (changes?: Parameters, headers?: Record<string, string>) => Promise<Visit>;
  /** Whether the page is shown. */
  isAsked: (changes?: Parameters, headers?: Record<string, string>) => Promise<boolean>;
  redeem: (code: string | undefined, changes?: Parameters) => Promise<Response>;
  /** Is allowed what it asks for, and uses the code; returns the id of the grant. */
  connect: (changes?: Parameters, headers?: Record<string, string>) => Promise<string>;
  grants: () => Promise<Entry<Grant>[]>;
}

/** An application that the operator made, with a secret, or one with the changes. */
export async function openWebApplication(
  world: World,
  changes: Partial<Client> = {},
): Promise<WebApplication> {
  const secrets = [{ hash: await sha256(secret), createdAt: world.context.clock() }];
  const client = await addClient(world, {
    authMethods: ['client_secret_post'],
    secrets,
    ...changes,
  });
  // By another client, since some of these cannot send her to the usual address.
  const signedIn = async () => signedInBrowser(world, await addClient(world));
  const application: WebApplication = {
    client,
    browser: await signedIn(),
    signInAgain: async () => {
      application.browser = await signedIn();
    },
    ask: async (wanted, headers = ownSite) =>
      application.browser.open(await authorizeUrl(world, client, wanted), undefined, headers),
    isAsked: async (...asked) => !(await application.ask(...asked)).hasLeft,
    redeem: (code = '', more = {}) =>
      redeem(world, client, code, { client_secret: secret, ...more }),
    connect: async (...asked) => {
      const page = await application.ask(...asked);
      const { code } = answerOf(await application.browser.submit(page, { decision: 'approve' }));
      const redeemed = await application.redeem(code);
      if (redeemed.status !== 200) throw new Error(await redeemed.text());
      return (await readCode(world.context.secrets, code ?? '')) ?? '';
    },
    grants: () => world.context.store.find<Grant>('grant', { clientId: client.id }),
  };
  return application;
}

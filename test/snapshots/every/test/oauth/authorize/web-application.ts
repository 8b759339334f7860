/** A web application of the own site, whose users are not asked twice. */
import type { Client } from '../../../src/oauth/clients/client.js';
import type { Grant } from '../../../src/oauth/grant.js';
import { readCode } from '../../../src/oauth/tokens.js';
import type { Entry } from '../../../src/store/contract.js';
import type { TestBrowser, Visit } from '../browser/browser.js';
import { addClient, addConfidentialClient, type Parameters, redeem } from '../client-calls.js';
import type { World } from '../world.js';
import { answerOf, authorizeUrl, signedInBrowser } from './asking.js';

/** What a browser sends from a page of the own site. */
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
  /** In a fresh browser, when her session has ended. */
  signInAgain: () => Promise<void>;
  /** From a page of the own site by default. */
  ask: (changes?: Parameters, headers?: Record<string, string>) => Promise<Visit>;
  /** Whether the page is shown. */
  isAsked: (changes?: Parameters, headers?: Record<string, string>) => Promise<boolean>;
  redeem: (code: string | undefined, changes?: Parameters) => Promise<Response>;
  /** Is allowed what it asks for and redeems the code; the id of the grant. */
  connect: (changes?: Parameters, headers?: Record<string, string>) => Promise<string>;
  grants: () => Promise<Entry<Grant>[]>;
}

/** A client of the operator with a secret, but for the changes. */
export async function openWebApplication(
  world: World,
  changes: Partial<Client> = {},
): Promise<WebApplication> {
  const { client } = await addConfidentialClient(world, 'client_secret_post', {
    secret,
    ...changes,
  });
  // By another client, since this one may not have the usual redirect URI.
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

/** Somebody in front of a server whose sign-in is elsewhere. */
import type { Client } from '../../../../src/oauth/clients/client.js';
import type { Grant } from '../../../../src/oauth/grant.js';
import {
  type AuthorizationServer,
  createAuthorizationServer,
} from '../../../../src/oauth/index.js';
import type { Entry } from '../../../../src/store/contract.js';
import { authorizeUrl } from '../../authorize/asking.js';
import { openBrowser, type TestBrowser, type Visit } from '../../browser/browser.js';
import { addClient, type Parameters } from '../../client-calls.js';
import { issuer, type World } from '../../world.js';
import { loginAt, openProvider, type Provider } from './provider.js';

export interface Visitor {
  server: AuthorizationServer;
  provider: Provider;
  client: Client;
  browser: TestBrowser;
  /** Follows a request of the client. */
  ask: (changes?: Parameters) => Promise<Visit>;
  /** Presses Allow. */
  allow: (page: Visit, fields?: Record<string, string>) => Promise<Visit>;
  /** Goes to the provider and back. */
  signIn: (sent: Visit) => Promise<Visit>;
  /** All of it, back to the client. */
  connect: () => Promise<Visit>;
  /** What the client has been granted. */
  grants: () => Promise<Entry<Grant>[]>;
}

/** A fresh browser and client, and a provider to close after the test. */
export async function openVisitor(world: World): Promise<Visitor> {
  const provider = await openProvider();
  const login = loginAt(provider, world.context);
  const server = createAuthorizationServer({ ...world.context, login });
  const client = await addClient(world, { name: 'Pocket Assistant' });
  const browser = openBrowser(server, issuer);
  const visitor: Visitor = {
    server,
    provider,
    client,
    browser,
    ask: async (changes) => browser.open(await authorizeUrl(world, client, changes)),
    allow: (page, fields) => browser.submit(page, { decision: 'approve', ...fields }),
    signIn: async (sent) => browser.open(await backFrom(sent)),
    connect: async () => visitor.signIn(await visitor.allow(await visitor.ask())),
    grants: () => world.context.store.find<Grant>('grant', { clientId: client.id }),
  };
  return visitor;
}

/** Where the provider sends the browser. */
export async function backFrom(sent: Visit): Promise<string> {
  const answer = await fetch(sent.url, { redirect: 'manual' });
  return answer.headers.get('location') ?? '';
}

/** A world whose users sign in at a real provider. */
import { readConfig } from '../../src/config.js';
import type { Login } from '../../src/login/contract.js';
import { createLogin } from '../../src/login/index.js';
import type { LoginSettings } from '../../src/login/settings.js';
import type { GuardedFetch } from '../../src/oauth/clients/metadata-document/fetch/guarded-fetch.js';
import type { OAuthSettings } from '../../src/oauth/context.js';
import { createAuthorizationServer } from '../../src/oauth/index.js';
import { loginOptions } from '../../src/oauth/login-options.js';
import { development } from '../config/wrong.js';
import { authorizeUrl } from '../oauth/authorize/asking.js';
import { openBrowser, type TestBrowser, type Visit } from '../oauth/browser/browser.js';
import { addClient } from '../oauth/client-calls.js';
import { issuer, openWorld, type World } from '../oauth/world.js';
import { openProviderBrowser, type ProviderBrowser } from './at-provider.js';
import type { TestProvider } from './provider.js';

export interface ProviderWorld extends World {
  login: Login;
  /** Another instance on the same store. */
  again: (variables?: Record<string, string>) => Login;
  /** What the operator was told, oldest first. */
  warned: string[];
  /** A browser that was never here. */
  fresh: () => TestBrowser;
  /** A browser that an application has sent here, on the consent page. */
  asked: (changes?: Record<string, string>, before?: Away) => Promise<Away>;
  /** The same, consent given, at the provider. */
  sent: (changes?: Record<string, string>, before?: Away) => Promise<Away>;
  /** The same, signed in as this person, who is sent back. */
  sentBack: (login: string, changes?: Record<string, string>) => Promise<Away & { back: URL }>;
  /** The same, and back. */
  signedIn: (login: string, changes?: Record<string, string>) => Promise<Away>;
}

/** A browser here, the same at the provider, and what it sees here. */
export interface Away {
  browser: TestBrowser;
  elsewhere: ProviderBrowser;
  visit: Visit;
}

/**
 * Opens a world that is a client of the provider.
 *
 * @param variables more of the environment
 * @param client what the provider registers differently
 * @param guardedFetch left out, the world is offline but for the provider
 */
export async function openProviderWorld(
  provider: TestProvider,
  variables: Record<string, string> = {},
  {
    client,
    settings,
  }: { client?: Record<string, unknown>; settings?: Partial<OAuthSettings> } = {},
  guardedFetch?: GuardedFetch,
): Promise<ProviderWorld> {
  const world = await openWorld(settings, guardedFetch);
  const { context } = world;
  const registered = await provider.register(issuer, client);
  const warned: string[] = [];
  const again = (more: Record<string, string> = {}) => {
    const { login } = readConfig({ ...development, ...registered, ...variables, ...more });
    // Where all layers lie side by side, the type is another layer's.
    const layer = login as LoginSettings;
    return createLogin(loginOptions(context, layer, (sentence) => warned.push(sentence)));
  };
  const login = again();
  const server = createAuthorizationServer({ ...context, login });
  const application = await addClient(world, { name: 'Pocket Assistant' });

  const fresh = () => openBrowser(server, issuer);
  const asked: ProviderWorld['asked'] = async (changes = {}, before) => {
    const { browser, elsewhere } = before ?? { browser: fresh(), elsewhere: openProviderBrowser() };
    const visit = await browser.open(await authorizeUrl(world, application, changes));
    return { browser, elsewhere, visit };
  };
  const sent: ProviderWorld['sent'] = async (changes, before) => {
    const away = await asked(changes, before);
    return { ...away, visit: await away.browser.submit(away.visit, { decision: 'approve' }) };
  };
  const sentBack: ProviderWorld['sentBack'] = async (login, changes) => {
    const away = await sent(changes);
    return { ...away, back: await away.elsewhere.signIn(away.visit.url, login) };
  };
  return {
    ...world,
    server,
    login,
    again,
    warned,
    fresh,
    asked,
    sent,
    sentBack,
    signedIn: async (login, changes) => {
      const away = await sentBack(login, changes);
      return { ...away, visit: await away.browser.open(away.back) };
    },
  };
}

/** Whether the client has got its answer. */
export function isAtClient({ url, hasLeft }: Visit): boolean {
  return hasLeft && url.hostname === 'client.example';
}

/** The links of a page, by what they say. */
export function links({ text }: Visit): Record<string, string> {
  const found = text.matchAll(/<a href="([^"]*)">([^<]*)<\/a>/g);
  return Object.fromEntries(
    [...found].map(([, href = '', label = '']) => [label, href.replaceAll('&amp;', '&')]),
  );
}

/** Consent before a sign-in that leaves the site: no provider hears of what nobody has allowed. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Client } from '../../src/oauth/clients/client.js';
import type { Grant } from '../../src/oauth/grant.js';
import { type AuthorizationServer, createAuthorizationServer } from '../../src/oauth/index.js';
import { answerOf, authorizeUrl } from './authorize/asking.js';
import { hiddenFields, openBrowser, type TestBrowser, type Visit } from './browser.js';
import { addClient, bodyOf, type Parameters, redeem } from './client-calls.js';
import {
  backFrom,
  loginAt,
  openProvider,
  type Provider,
  throughProvider,
} from './early-consent/provider.js';
import { issuer, openWorld, type World } from './world.js';

let world: World;
let server: AuthorizationServer;
let provider: Provider;
let client: Client;
let browser: TestBrowser;

beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  provider = await openProvider();
  const login = loginAt(provider, world.context);
  server = createAuthorizationServer({ ...world.context, login });
  client = await addClient(world, { name: 'Pocket Assistant' });
  browser = openBrowser(server, issuer);
});
afterEach(() => provider.close());
afterAll(() => world.close());

async function ask(changes: Parameters = {}): Promise<Visit> {
  return browser.open(await authorizeUrl(world, client, changes));
}

const allow = (page: Visit, fields: Record<string, string> = {}) =>
  browser.submit(page, { decision: 'approve', ...fields });

/** Comes back signed in, as whoever the provider knows. */
async function connect(changes: Parameters = {}): Promise<Visit> {
  return throughProvider(browser, await allow(await ask(changes)));
}

const grants = () => world.context.store.find<Grant>('grant', { clientId: client.id });

describe('where signing in leaves the site', () => {
  it('a person is asked first, under no name, and told what comes next [CON-2, CON-5]', async () => {
    const page = await ask({ scope: 'notes:write' });
    expect([page.status, page.url.pathname]).toEqual([200, '/consent']);
    expect(page.text).toContain('Pocket Assistant');
    expect(page.text).toContain('Create and change your notes');
    expect(page.text).toMatch(/sign in with <bdi>Example ID<\/bdi> next/);
    expect(page.text).not.toMatch(/Your account|Not you|Manage connected apps/);
    expect(provider.visited).toEqual([]);
  });

  it('the provider is never visited before the answer, by whatever address [CON-2, CON-5]', async () => {
    const page = await ask();
    for (const part of ['/login', '/login/', '/login/go']) {
      const visit = await browser.open(page.url.href.replace('/consent', part));
      expect([visit.url.pathname, visit.hasLeft]).toEqual(['/consent', false]);
    }
    expect(await world.context.store.find('once', {})).toEqual([]);
  });

  it('what was allowed is granted on the return, without a second question [CON-2]', async () => {
    const sent = await allow(await ask({ scope: 'notes:read notes:write' }), {
      selection: 'scope',
      scope: 'notes:read',
    });
    expect([sent.hasLeft, sent.url.origin]).toEqual([true, provider.origin]);
    expect(sent.url.href).not.toContain(client.id);
    expect(await grants()).toEqual([]);
    const left = await throughProvider(browser, sent);
    expect(left.redirects).toEqual([303]);
    const { code = '', ...rest } = answerOf(left);
    expect(rest).toEqual({ state: 'the-state', iss: issuer });
    const tokens = await bodyOf(await redeem(world, client, code));
    expect(tokens['scope']).toBe('notes:read');
    expect((await grants()).map(({ value }) => value.userId)).toEqual(['user_ann']);
    expect(world.audited).toContainEqual(
      expect.objectContaining({
        event: 'consent.approved',
        userId: 'user_ann',
        clientId: client.id,
        asked: ['notes:read', 'notes:write'],
        granted: ['notes:read'],
      }),
    );
  });

  it('whoever is signed in already is asked under their name, and nobody leaves [CON-2]', async () => {
    await connect();
    provider.visited.length = 0;
    const page = await ask();
    expect(page.text).toMatch(/Your account.*ann/);
    expect(answerOf(await allow(page))).toHaveProperty('code');
    expect(provider.visited).toEqual([]);
  });

  it('somebody else can be the one: they are asked, and sign in anew [CON-2]', async () => {
    await connect();
    const page = await ask();
    const href = /href="([^"]*)">Not you/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const early = await browser.open(href);
    expect(early.text).toContain('Example ID');
    const sent = await allow(early);
    expect(sent.url.searchParams.get('prompt')).toBe('login');
    provider.person = 'bob';
    answerOf(await throughProvider(browser, sent));
    const owners = (await grants()).map(({ value }) => value.userId);
    expect(owners.sort()).toEqual(['user_ann', 'user_bob']);
  });

  it('a client that demands a fresh sign-in gets one, after the question [AZ-13]', async () => {
    expect((await allow(await ask())).url.searchParams.has('prompt')).toBe(false);
    await connect();
    const page = await ask({ prompt: 'login' });
    expect([page.url.pathname, page.text.includes('Example ID')]).toEqual(['/consent', true]);
    const sent = await allow(page);
    expect(sent.url.searchParams.get('prompt')).toBe('login');
    expect(answerOf(await throughProvider(browser, sent))).toHaveProperty('code');
  });

  it('the account page asks nothing: no application is involved', async () => {
    const sent = await browser.open(`${issuer}/account`);
    expect(sent.url.origin).toBe(provider.origin);
    const account = await throughProvider(browser, sent);
    expect([account.url.pathname, account.status]).toEqual(['/account', 200]);
  });
});

describe('a person who says no', () => {
  it('goes back to the client without signing in: they pressed the button [CON-11, AZ-10, ISS-1]', async () => {
    const left = await browser.submit(await ask(), { decision: 'deny' });
    expect(answerOf(left)).toMatchObject({
      error: 'access_denied',
      state: 'the-state',
      iss: issuer,
    });
    expect(left.redirects).toEqual([303]);
    expect(provider.visited).toEqual([]);
    expect(world.audited.at(-1)).toMatchObject({ event: 'consent.denied', clientId: client.id });
  });

  it('has said so, whatever is pressed afterwards [CON-11]', async () => {
    const page = await ask();
    await browser.submit(page, { decision: 'deny' });
    for (const decision of ['deny', 'approve']) {
      const again = answerOf(await browser.submit(page, { decision }));
      expect(again).toMatchObject({ error: 'access_denied', iss: issuer });
    }
    expect((await browser.open(page.url)).status).toBe(409);
    const login = await browser.open(page.url.href.replace('/consent', '/login'));
    expect([login.status, login.hasLeft]).toEqual([409, false]);
  });

  it('has said so also while they were away to sign in [CON-11]', async () => {
    const page = await ask();
    const sent = await allow(page);
    await browser.submit(page, { decision: 'deny' });
    const left = await throughProvider(browser, sent);
    expect(answerOf(left)).toMatchObject({ error: 'access_denied', iss: issuer });
    expect(await grants()).toEqual([]);
  });
});

describe('the page before the sign-in', () => {
  it('is bound to its browser [CON-5]', async () => {
    const page = await ask();
    const theirs = openBrowser(server, issuer);
    await theirs.open(await authorizeUrl(world, client));
    for (const visit of [
      await theirs.open(page.url),
      await theirs.submit(page, { decision: 'approve' }),
    ]) {
      expect([visit.status, visit.hasLeft]).toEqual([403, false]);
    }
  });

  it('tells a browser without cookies what to do [CON-5]', async () => {
    const page = await ask();
    const bare = await openBrowser(server, issuer).open(page.url);
    expect([bare.status, bare.text.includes('Allow cookies')]).toEqual([403, true]);
  });

  it('is refused without its value against forgery, or with a foreign one [CON-3]', async () => {
    const page = await ask();
    const other = hiddenFields((await ask()).text)['csrf'] ?? '';
    await connect();
    const known = hiddenFields((await browser.open(page.url)).text)['csrf'] ?? '';
    for (const csrf of ['', 'A'.repeat(43), other, known]) {
      for (const decision of ['approve', 'deny']) {
        const visit = await browser.submit(page, { decision, csrf });
        expect([visit.status, visit.hasLeft]).toEqual([403, false]);
      }
    }
  });

  it('is worth nothing as an answer in the name of whoever signed in [CON-3]', async () => {
    const page = await ask();
    const login = await browser.open(`${issuer}/account`);
    await throughProvider(browser, login);
    const { person: _, ...fields } = hiddenFields(page.text);
    const form = { ...fields, decision: 'approve' };
    expect((await browser.open(`${issuer}/consent`, form)).status).toBe(403);
  });

  it('stays good when it is fetched twice, sent twice, or come back to [CON-3, CON-5]', async () => {
    const page = await ask({ scope: 'notes:read notes:write' });
    expect(hiddenFields((await browser.open(page.url)).text)).toEqual(hiddenFields(page.text));
    await allow(page);
    const [one, other] = await Promise.all([allow(page), allow(page)]);
    expect([one.url.origin, other.url.origin]).toEqual([provider.origin, provider.origin]);
    const back = await browser.open(page.url);
    const sent = await allow(back, { selection: 'scope', scope: 'notes:read' });
    answerOf(await throughProvider(browser, sent));
    expect((await grants()).map(({ value }) => value.scopes)).toEqual([['notes:read']]);
  });

  it('comes back when nothing is ticked [CON-10]', async () => {
    const page = await ask({ scope: 'notes:read notes:write' });
    const again = await allow(page, { selection: 'scope' });
    expect([again.status, again.url.pathname]).toEqual([400, '/consent']);
    expect(again.text).toContain('Example ID');
    expect(provider.visited).toEqual([]);
  });
});

describe('the return', () => {
  it('in another browser decides nothing [CON-5]', async () => {
    const back = await backFrom(await allow(await ask()));
    const theirs = openBrowser(server, issuer);
    await theirs.open(await authorizeUrl(world, client));
    const taken = await theirs.open(back);
    expect([taken.status, taken.hasLeft]).toEqual([403, false]);
    expect(await grants()).toEqual([]);
  });

  it('in two tabs leads to one grant and one code [TOK-5]', async () => {
    const page = await ask();
    const sent = [await allow(page), await allow(page)];
    const codes = [];
    for (const one of sent) codes.push(answerOf(await throughProvider(browser, one))['code']);
    expect(new Set(codes).size).toBe(1);
    expect(await grants()).toHaveLength(1);
  });

  it('as two people grants what the first of them allowed, and nothing to the other [CON-2]', async () => {
    const page = await ask();
    const sent = [await allow(page), await allow(page)] as const;
    answerOf(await throughProvider(browser, sent[0]));
    provider.person = 'eve';
    const eves = await throughProvider(browser, sent[1]);
    expect([eves.status, eves.hasLeft]).toEqual([409, false]);
    expect((await grants()).map(({ value }) => value.userId)).toEqual(['user_ann']);
  });

  it.each<[string, Partial<Client>]>([
    ['its name', { name: 'Another Assistant' }],
    ['its keys', { jwksUri: 'https://client.example/keys' }],
    [
      'another way back',
      { redirectUris: ['https://client.example/callback', 'https://x.example/'] },
    ],
  ])(
    'to a client that changed meanwhile leads to the page, with the change: %s [CIMD-25]',
    async (_what, changes) => {
      const sent = await allow(await ask());
      await change(changes);
      const page = await throughProvider(browser, sent);
      expect([page.url.pathname, page.hasLeft]).toEqual(['/consent', false]);
      expect(page.text).toContain(changes.name ?? 'Pocket Assistant');
      expect(page.text).toMatch(/Your account.*ann/);
      expect(await grants()).toEqual([]);
      expect(answerOf(await allow(page))).toHaveProperty('code');
    },
  );

  it('to a client that is gone, or has moved, ends in a page [RED-1, DCR-15]', async () => {
    const [first, second] = [await allow(await ask()), await allow(await ask())];
    await change({ redirectUris: ['https://moved.example/callback'] });
    const moved = await throughProvider(browser, first);
    await world.context.store.remove('client', client.id);
    const gone = await throughProvider(browser, second);
    for (const visit of [moved, gone]) expect([visit.status, visit.hasLeft]).toEqual([400, false]);
    expect(await grants()).toEqual([]);
  });
});

describe('a request that cannot be granted', () => {
  it('waits for a person to press a button, since nobody signs in for it [AZ-10, ISS-1]', async () => {
    const page = await ask({ scope: 'nothing' });
    expect([page.status, page.url.pathname, page.hasLeft]).toEqual([200, '/consent', false]);
    expect(page.text).toContain('client.example');
    const forged = await browser.submit(page, { decision: 'deny', csrf: 'A'.repeat(43) });
    expect([forged.status, forged.hasLeft]).toEqual([403, false]);
    const left = await browser.submit(page, { decision: 'deny' });
    expect(answerOf(left)).toMatchObject({
      error: 'invalid_scope',
      state: 'the-state',
      iss: issuer,
    });
    expect(provider.visited).toEqual([]);
  });

  it('because it wants no page is told so at once where somebody is signed in [AZ-13]', async () => {
    const page = await ask({ prompt: 'none' });
    expect(page.hasLeft).toBe(false);
    const left = await browser.submit(page, { decision: 'deny' });
    expect(answerOf(left)).toMatchObject({ error: 'login_required', iss: issuer });
    await connect();
    const told = answerOf(await ask({ prompt: 'none' }));
    expect(told).toMatchObject({ error: 'consent_required', iss: issuer });
  });
});

async function change(changes: Partial<Client>): Promise<void> {
  const { store } = world.context;
  const entry = await store.get<Client>('client', client.id);
  const value = { ...client, ...changes };
  await store.replace('client', client.id, entry?.version ?? 0, { value, clientId: client.id });
}

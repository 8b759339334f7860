/** Consent before a sign-in that leaves the site: no provider hears of what nobody has allowed. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { answerOf, authorizeUrl } from '../authorize/asking.js';
import { hiddenFields, openBrowser } from '../browser/browser.js';
import { bodyOf, type Parameters, redeem } from '../client-calls.js';
import { issuer, openWorld, type World } from '../world.js';
import { openVisitor, type Visitor } from './early-consent/visitor.js';

let world: World;
let visitor: Visitor;

beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  visitor = await openVisitor(world);
});
afterEach(() => visitor.provider.close());
afterAll(() => world.close());

describe('where signing in leaves the site', () => {
  it('a person is asked first, under no name, and told what comes next [CON-2, CON-5]', async () => {
    const page = await visitor.ask({ scope: 'notes:write' });
    expect([page.status, page.url.pathname]).toEqual([200, '/consent']);
    expect(page.redirects).toEqual([303]);
    expect(page.text).toContain('Pocket Assistant');
    expect(page.text).toContain('Create and change your notes');
    expect(page.text).toMatch(/sign in with <bdi>Example ID<\/bdi> next/);
    expect(page.text).not.toMatch(/Your account|Not you|Manage connected apps/);
    expect(visitor.provider.visited).toEqual([]);
  });

  it('the provider is never visited before the answer, by whatever address [CON-2, CON-5] [A9]', async () => {
    const page = await visitor.ask();
    for (const part of ['/login', '/login/', '/login/go']) {
      const visit = await visitor.browser.open(page.url.href.replace('/consent', part));
      expect([visit.url.pathname, visit.hasLeft]).toEqual(['/consent', false]);
    }
    expect(await world.context.store.find('once', {})).toEqual([]);
  });

  it('what was allowed is granted on the return, without another question [CON-2, I1]', async () => {
    const sent = await visitor.allow(await visitor.ask({ scope: 'notes:read notes:write' }), {
      selection: 'scope',
      scope: 'notes:read',
    });
    expect([sent.hasLeft, sent.url.origin]).toEqual([true, visitor.provider.origin]);
    expect(sent.url.href).not.toContain(visitor.client.id);
    expect(await visitor.grants()).toEqual([]);
    const left = await visitor.signIn(sent);
    expect(left.redirects).toEqual([303]);
    const { code = '', ...rest } = answerOf(left);
    expect(rest).toEqual({ state: 'the-state', iss: issuer });
    const tokens = await bodyOf(await redeem(world, visitor.client, code));
    expect(tokens['scope']).toBe('notes:read');
    expect((await visitor.grants()).map(({ value }) => value.userId)).toEqual(['user_ann']);
    expect(world.audited).toContainEqual(
      expect.objectContaining({
        event: 'consent.approved',
        userId: 'user_ann',
        clientId: visitor.client.id,
        asked: ['notes:read', 'notes:write'],
        granted: ['notes:read'],
      }),
    );
  });

  it('whoever is signed in already is asked under their name and stays [CON-2]', async () => {
    await visitor.connect();
    visitor.provider.visited.length = 0;
    const page = await visitor.ask();
    expect(page.text).toMatch(/Your account.*ann/);
    expect(answerOf(await visitor.allow(page))).toHaveProperty('code');
    expect(visitor.provider.visited).toEqual([]);
  });

  it('somebody else can be asked, and signs in anew [CON-2]', async () => {
    await visitor.connect();
    const page = await visitor.ask();
    const href = /href="([^"]*)">Not you/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const early = await visitor.browser.open(href);
    expect(early.text).toContain('Example ID');
    const sent = await visitor.allow(early);
    expect(sent.url.searchParams.get('prompt')).toBe('login');
    visitor.provider.person = 'bob';
    answerOf(await visitor.signIn(sent));
    const owners = (await visitor.grants()).map(({ value }) => value.userId);
    expect(owners.sort()).toEqual(['user_ann', 'user_bob']);
  });

  it('a client that wants a fresh sign-in gets one, after the question [AZ-13]', async () => {
    const promptFor = async (changes: Parameters) =>
      (await visitor.allow(await visitor.ask(changes))).url.searchParams.get('prompt');
    expect(await promptFor({})).toBe(null);
    expect(await promptFor({ prompt: 'login' })).toBe('login');
    await visitor.connect();
    const page = await visitor.ask({ prompt: 'login' });
    expect([page.url.pathname, page.text.includes('Example ID')]).toEqual(['/consent', true]);
    const sent = await visitor.allow(page);
    expect(sent.url.searchParams.get('prompt')).toBe('login');
    expect(answerOf(await visitor.signIn(sent))).toHaveProperty('code');
  });

  it('the account page asks nothing', async () => {
    const sent = await visitor.browser.open(`${issuer}/account`);
    expect(sent.url.origin).toBe(visitor.provider.origin);
    const account = await visitor.signIn(sent);
    expect([account.url.pathname, account.status]).toEqual(['/account', 200]);
  });
});

describe('a person who says no', () => {
  it('goes back to the client without signing in [CON-11, AZ-10, ISS-1, I1]', async () => {
    const left = await visitor.browser.submit(await visitor.ask(), { decision: 'deny' });
    expect(answerOf(left)).toMatchObject({
      error: 'access_denied',
      state: 'the-state',
      iss: issuer,
    });
    expect(left.redirects).toEqual([303]);
    expect(visitor.provider.visited).toEqual([]);
    expect(world.audited.at(-1)).toMatchObject({
      event: 'consent.denied',
      clientId: visitor.client.id,
    });
  });

  it('has said so, whatever follows [CON-11]', async () => {
    const page = await visitor.ask();
    await visitor.browser.submit(page, { decision: 'deny' });
    for (const decision of ['deny', 'approve']) {
      const answer = answerOf(await visitor.browser.submit(page, { decision }));
      expect(answer).toMatchObject({ error: 'access_denied', iss: issuer });
    }
    expect((await visitor.browser.open(page.url)).status).toBe(409);
    const login = await visitor.browser.open(page.url.href.replace('/consent', '/login'));
    expect([login.status, login.hasLeft]).toEqual([409, false]);
  });

  it('has said so even while they were away to sign in [CON-11]', async () => {
    const page = await visitor.ask();
    const sent = await visitor.allow(page);
    await visitor.browser.submit(page, { decision: 'deny' });
    const login = await visitor.browser.open(page.url.href.replace('/consent', '/login'));
    expect([login.status, login.hasLeft]).toEqual([409, false]);
    const left = await visitor.signIn(sent);
    expect(answerOf(left)).toMatchObject({ error: 'access_denied', iss: issuer });
    expect(await visitor.grants()).toEqual([]);
  });
});

describe('the page before the sign-in', () => {
  it('is bound to its browser [CON-5]', async () => {
    const page = await visitor.ask();
    const theirs = openBrowser(visitor.server, issuer);
    await theirs.open(await authorizeUrl(world, visitor.client));
    for (const visit of [
      await theirs.open(page.url),
      await theirs.submit(page, { decision: 'approve' }),
    ]) {
      expect([visit.status, visit.hasLeft]).toEqual([403, false]);
    }
  });

  it('tells a browser without cookies what to do [CON-5, C4] [C4]', async () => {
    const page = await visitor.ask();
    const visit = await openBrowser(visitor.server, issuer).open(page.url);
    expect([visit.status, visit.text.includes('Allow cookies')]).toEqual([403, true]);
  });

  it('is refused without its value against forgery, or with a foreign one [CON-3]', async () => {
    const page = await visitor.ask();
    const other = hiddenFields((await visitor.ask()).text)['csrf'] ?? '';
    await visitor.connect();
    const known = hiddenFields((await visitor.browser.open(page.url)).text)['csrf'] ?? '';
    for (const csrf of ['', 'A'.repeat(43), other, known]) {
      for (const decision of ['approve', 'deny']) {
        const visit = await visitor.browser.submit(page, { decision, csrf });
        expect([visit.status, visit.hasLeft]).toEqual([403, false]);
      }
    }
  });

  it('is no answer in the name of whoever signed in [CON-3]', async () => {
    const page = await visitor.ask();
    const login = await visitor.browser.open(`${issuer}/account`);
    await visitor.signIn(login);
    const { person: _, ...fields } = hiddenFields(page.text);
    const form = { ...fields, decision: 'approve' };
    expect((await visitor.browser.open(`${issuer}/consent`, form)).status).toBe(403);
  });

  it('stays good when it is fetched twice, sent twice, or come back to [CON-3, CON-5] [C2, C3]', async () => {
    const page = await visitor.ask({ scope: 'notes:read notes:write' });
    expect(hiddenFields((await visitor.browser.open(page.url)).text)).toEqual(
      hiddenFields(page.text),
    );
    await visitor.allow(page);
    const [one, other] = await Promise.all([visitor.allow(page), visitor.allow(page)]);
    for (const sent of [one, other]) expect(sent.url.origin).toBe(visitor.provider.origin);
    const back = await visitor.browser.open(page.url);
    const sent = await visitor.allow(back, { selection: 'scope', scope: 'notes:read' });
    answerOf(await visitor.signIn(sent));
    expect((await visitor.grants()).map(({ value }) => value.scopes)).toEqual([['notes:read']]);
  });

  it('comes back when nothing is ticked [CON-10]', async () => {
    const page = await visitor.ask({ scope: 'notes:read notes:write' });
    const again = await visitor.allow(page, { selection: 'scope' });
    expect([again.status, again.url.pathname]).toEqual([400, '/consent']);
    expect(again.text).toContain('Example ID');
    expect(visitor.provider.visited).toEqual([]);
  });
});

describe('a request that cannot be granted', () => {
  it('waits for a person to press a button [AZ-10, ISS-1, I1]', async () => {
    const page = await visitor.ask({ scope: 'nothing' });
    expect([page.status, page.url.pathname, page.hasLeft]).toEqual([200, '/consent', false]);
    expect(page.text).toContain('client.example');
    const visit = await visitor.browser.submit(page, { decision: 'deny', csrf: 'A'.repeat(43) });
    expect([visit.status, visit.hasLeft]).toEqual([403, false]);
    const left = await visitor.browser.submit(page, { decision: 'deny' });
    expect(answerOf(left)).toMatchObject({
      error: 'invalid_scope',
      state: 'the-state',
      iss: issuer,
    });
    expect(visitor.provider.visited).toEqual([]);
  });

  it('that wants no page is told so at once where somebody is signed in [AZ-13]', async () => {
    const page = await visitor.ask({ prompt: 'none' });
    expect(page.hasLeft).toBe(false);
    const left = await visitor.browser.submit(page, { decision: 'deny' });
    expect(answerOf(left)).toMatchObject({ error: 'login_required', iss: issuer });
    await visitor.connect();
    const answer = answerOf(await visitor.ask({ prompt: 'none' }));
    expect(answer).toMatchObject({ error: 'consent_required', iss: issuer });
  });
});

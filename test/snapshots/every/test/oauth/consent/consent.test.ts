/** The consent page and its answers. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Client } from '../../../src/oauth/clients/client.js';
import type { Grant } from '../../../src/oauth/grant.js';
import { readCode } from '../../../src/oauth/tokens.js';
import { answerOf, authorizeUrl, signedInBrowser } from '../authorize/asking.js';
import { hiddenFields, type TestBrowser, type Visit } from '../browser/browser.js';
import { addClient, caller, type Parameters, redeem } from '../client-calls.js';
import { issuer, openWorld, resource, type World } from '../world.js';

const day = 86_400_000;

let world: World;
let client: Client;
let browser: TestBrowser;

beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  client = await addClient(world);
  browser = await signedInBrowser(world, client);
});
afterAll(() => world.close());

async function ask(changes: Parameters = {}, asking: Client = client): Promise<Visit> {
  return browser.open(await authorizeUrl(world, asking, changes));
}

describe('the consent page', () => {
  it('names the client, the permissions, the way back and the account [CON-1, CON-8] [C5, G21, A35]', async () => {
    const name = 'Pocket <b>Assistant</b>';
    const named = await addClient(world, { name, origin: 'dynamic' });
    const { text } = await ask({ scope: 'notes:write offline_access' }, named);
    expect(text).toContain('Pocket &lt;b&gt;Assistant&lt;/b&gt;');
    expect(text).toContain('client.example');
    expect(text).toContain('Create and change your notes');
    expect(text).toContain('Stay connected while you are away');
    expect(text).toContain('ann');
    expect(text).toMatch(/not verified|nobody has verified|unverified/i);
  });

  it('says that the operator has added the client [CON-8]', async () => {
    const { text } = await ask();
    expect(text).toContain('Added by those who run this server.');
    expect(text).not.toMatch(/not verified/i);
    expect(text).toContain('Allow access only if you have just started this.');
  });

  it('describes what a scope includes, and nothing that is not asked [CON-1]', async () => {
    expect((await ask({ scope: 'notes:write' })).text).toContain('Read your notes');
    expect((await ask({ scope: 'notes:read' })).text).not.toContain('Create and change');
  });

  it('warns when the answer can only go to the own computer [CIMD-19]', async () => {
    const uri = 'http://127.0.0.1/callback';
    const native = await addClient(world, { redirectUris: [uri] });
    const { text } = await ask({ redirect_uri: 'http://127.0.0.1:4711/callback' }, native);
    expect(text).toContain('127.0.0.1:4711');
    expect(text).toMatch(/any program on (this|your) computer/i);
    const both = await addClient(world, { redirectUris: [uri, 'https://client.example/callback'] });
    expect((await ask({}, both)).text).not.toMatch(/any program on (this|your) computer/i);
  });

  it('is shown again after an earlier consent [CON-2, CON-9] [C6, A35]', async () => {
    answerOf(await browser.submit(await ask(), { decision: 'approve' }));
    expect((await ask()).url.pathname).toBe('/consent');
  });

  it('is not shown to anybody who is not signed in [CON-2] [A21]', async () => {
    const page = await ask();
    browser.cookies.delete('__Host-session');
    expect((await browser.open(page.url)).url.pathname).toBe('/login');
    const visit = await browser.submit(page, { decision: 'approve' });
    expect([visit.url.pathname, visit.hasLeft]).toEqual(['/login', false]);
  });
});

describe('an approval', () => {
  it('makes a grant and sends its code, state and issuer to the client [AZ-9, ISS-1, ISS-2]', async () => {
    const left = await browser.submit(await ask({ scope: 'notes:write' }), { decision: 'approve' });
    expect(left.redirects).toEqual([303]);
    const { code = '', ...rest } = answerOf(left);
    expect(rest).toEqual({ state: 'the-state', iss: issuer });
    const grantId = (await readCode(world.context.secrets, code)) ?? '';
    const entry = await world.context.store.get<Grant>('grant', grantId);
    const now = world.context.clock();
    expect(entry?.value).toMatchObject({
      userId: 'user_ann',
      clientId: client.id,
      scopes: ['notes:write'],
      resource,
      expiresAt: now + 90 * day,
      refreshable: true,
      code: { expiresAt: now + 60_000 },
    });
    expect(world.audited.at(-1)).toEqual({
      event: 'consent.approved',
      userId: 'user_ann',
      clientId: client.id,
      grantId,
      asked: ['notes:write'],
      granted: ['notes:write'],
    });
  });

  it('sent twice leads to one grant and one code [TOK-5] [C3]', async () => {
    const page = await ask();
    const decide = () => browser.submit(page, { decision: 'approve' });
    const visits = await Promise.all(Array.from({ length: 10 }, decide));
    expect(new Set(visits.map((visit) => answerOf(visit)['code'])).size).toBe(1);
    expect(await world.context.store.find('grant', { clientId: client.id })).toHaveLength(1);
    const events = world.audited.filter(
      ({ event, clientId }) => event === 'consent.approved' && clientId === client.id,
    );
    expect(events).toHaveLength(1);
  });

  it('is repeated no more once the code is redeemed or too old [TOK-5, TOK-6] [C3]', async () => {
    for (const end of ['redeemed', 'too old']) {
      const page = await ask();
      const { code = '' } = answerOf(await browser.submit(page, { decision: 'approve' }));
      if (end === 'redeemed') expect((await redeem(world, client, code)).status).toBe(200);
      else world.pass({ seconds: 60 });
      const again = await browser.submit(page, { decision: 'approve' });
      expect([again.status, again.hasLeft]).toEqual([409, false]);
      expect(again.text).toContain('has been answered');
      expect((await browser.open(page.url)).status).toBe(409);
      const grants = await world.context.store.find('grant', { clientId: client.id });
      expect(grants).toHaveLength(1);
    }
  });

  it('is completed by a second click after a crash before the grant', async () => {
    const page = await ask();
    const { insert } = world.context.store;
    world.context.store.insert = async (kind, ...rest) => {
      if (kind === 'grant') throw new Error('crash');
      return insert.call(world.context.store, kind, ...rest);
    };
    await expect(browser.submit(page, { decision: 'approve' })).rejects.toThrow('crash');
    world.context.store.insert = insert;
    const { code = '' } = answerOf(await browser.submit(page, { decision: 'approve' }));
    expect((await redeem(world, client, code)).status).toBe(200);
  });

  it('keeps a client that registered itself as long as its grant [DCR-16]', async () => {
    const dynamic = await addClient(world, { origin: 'dynamic' });
    await browser.submit(await ask({}, dynamic), { decision: 'approve' });
    world.pass({ days: 90 });
    expect(await world.context.store.get('client', dynamic.id)).toBeDefined();
    const unused = await addClient(world, { origin: 'dynamic' });
    world.pass({ days: 1 });
    expect(await world.context.store.get('client', unused.id)).toBeUndefined();
  });

  it('is refused for a client that was removed meanwhile [DCR-15]', async () => {
    const page = await ask();
    await world.context.store.remove('client', client.id);
    const visit = await browser.submit(page, { decision: 'approve' });
    expect([visit.status, visit.hasLeft]).toEqual([400, false]);
    expect(await world.context.store.find('grant', { clientId: client.id })).toEqual([]);
  });
});

describe('a refusal', () => {
  it('sends access_denied and makes no grant, also when an approval follows [CON-11]', async () => {
    const page = await ask();
    for (const decision of ['deny', 'approve']) {
      const answer = answerOf(await browser.submit(page, { decision }));
      expect(answer).toMatchObject({ error: 'access_denied', state: 'the-state', iss: issuer });
    }
    expect(await world.context.store.find('grant', { clientId: client.id })).toEqual([]);
    expect(world.audited.at(-1)).toMatchObject({ event: 'consent.denied', userId: 'user_ann' });
  });
});

describe('the consent form', () => {
  it('is refused without its value against forgery, or with a foreign one [CON-3]', async () => {
    const page = await ask();
    const other = hiddenFields((await ask()).text)['csrf'] ?? '';
    for (const csrf of ['', 'A'.repeat(43), other]) {
      const visit = await browser.submit(page, { decision: 'approve', csrf });
      expect([visit.status, visit.hasLeft]).toEqual([403, false]);
    }
    expect(await world.context.store.find('grant', { clientId: client.id })).toEqual([]);
  });

  it('is good only for the person whose name it showed [CON-3]', async () => {
    const page = await ask();
    const login = await browser.open(await authorizeUrl(world, client, { prompt: 'login' }));
    await browser.submit(login, { username: 'eve' });
    const visit = await browser.submit(page, { decision: 'approve' });
    expect([visit.status, visit.hasLeft]).toEqual([403, false]);
  });

  it('repeats an answer only for the person who gave it [CON-2]', async () => {
    const page = await ask();
    const signInAs = async (username: string) => {
      const login = await browser.open(page.url.href.replace('/consent', '/login'));
      return browser.submit(login, { username });
    };
    const eves = await signInAs('eve');
    const anns = await signInAs('ann');
    answerOf(await browser.submit(anns, { decision: 'approve' }));
    await signInAs('eve');
    const visit = await browser.submit(eves, { decision: 'approve' });
    expect([visit.status, visit.hasLeft]).toEqual([409, false]);
  });

  it('shown twice is good in both copies [CON-3] [C2]', async () => {
    const first = await ask();
    const second = await browser.open(first.url);
    expect(hiddenFields(second.text)).toEqual(hiddenFields(first.text));
    expect(answerOf(await browser.submit(first, { decision: 'approve' }))).toHaveProperty('code');
  });

  it('needs one of the two answers, and is not spent without', async () => {
    const page = await ask();
    for (const decision of ['', 'maybe']) {
      expect((await browser.submit(page, { decision })).status).toBe(400);
    }
    expect(answerOf(await browser.submit(page, { decision: 'approve' }))).toHaveProperty('code');
  });

  it('carries the protection of every page [AZ-11, AZ-12, AZ-14, SEC-6] [C1]', async () => {
    const { headers, text } = await ask();
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; frame-ancestors 'none'; base-uri 'none'$/,
    );
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(text).not.toMatch(/<script|<img|<link|src=|url\(/);
  });

  it('for a request that is not there ends in a page [CON-13]', async () => {
    const request = new Request(`${issuer}/consent?transaction=${'A'.repeat(22)}`);
    const response = await world.server.consent(request, caller);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toContain('text/html');
  });
});

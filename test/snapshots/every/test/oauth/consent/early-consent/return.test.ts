/** The return from a sign-in elsewhere. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changeClient } from '../../../../src/oauth/clients/change-client.js';
import type { Client } from '../../../../src/oauth/clients/client.js';
import { answerOf, authorizeUrl } from '../../authorize/asking.js';
import { openBrowser } from '../../browser/browser.js';
import { issuer, openWorld, type World } from '../../world.js';
import { backFrom, openVisitor, type Visitor } from './visitor.js';

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

describe('the return', () => {
  it('in another browser decides nothing [CON-5] [A10]', async () => {
    const back = await backFrom(await visitor.allow(await visitor.ask()));
    const theirs = openBrowser(visitor.server, issuer);
    await theirs.open(await authorizeUrl(world, visitor.client));
    const visit = await theirs.open(back);
    expect([visit.status, visit.hasLeft]).toEqual([403, false]);
    expect(await visitor.grants()).toEqual([]);
  });

  it('in two tabs leads to one grant and one code [TOK-5]', async () => {
    const page = await visitor.ask();
    const sent = [await visitor.allow(page), await visitor.allow(page)];
    const codes = [];
    for (const one of sent) codes.push(answerOf(await visitor.signIn(one))['code']);
    expect(new Set(codes).size).toBe(1);
    expect(await visitor.grants()).toHaveLength(1);
  });

  it('as two people grants what the first of them allowed, and nothing to the other [CON-2]', async () => {
    const page = await visitor.ask();
    const sent = [await visitor.allow(page), await visitor.allow(page)] as const;
    answerOf(await visitor.signIn(sent[0]));
    visitor.provider.person = 'eve';
    const visit = await visitor.signIn(sent[1]);
    expect([visit.status, visit.hasLeft]).toEqual([409, false]);
    expect((await visitor.grants()).map(({ value }) => value.userId)).toEqual(['user_ann']);
  });

  it.each<[string, Partial<Client>]>([
    ['its name', { name: 'Another Assistant' }],
    ['its keys', { jwksUri: 'https://client.example/keys' }],
    [
      'its redirect URIs',
      { redirectUris: ['https://client.example/callback', 'https://x.example/'] },
    ],
  ])(
    'to a client that changed meanwhile shows the page again: %s [CIMD-25]',
    async (_, changes) => {
      const sent = await visitor.allow(await visitor.ask());
      await change(changes);
      const page = await visitor.signIn(sent);
      expect([page.url.pathname, page.hasLeft]).toEqual(['/consent', false]);
      expect(page.text).toContain(changes.name ?? 'Pocket Assistant');
      expect(page.text).toMatch(/Your account.*ann/);
      expect(await visitor.grants()).toEqual([]);
      expect(answerOf(await visitor.allow(page))).toHaveProperty('code');
    },
  );

  it('to a client that is gone or has moved ends in a page [RED-1, DCR-15]', async () => {
    const [first, second] = [
      await visitor.allow(await visitor.ask()),
      await visitor.allow(await visitor.ask()),
    ];
    await change({ redirectUris: ['https://moved.example/callback'] });
    const moved = await visitor.signIn(first);
    await world.context.store.remove('client', visitor.client.id);
    const gone = await visitor.signIn(second);
    for (const visit of [moved, gone]) expect([visit.status, visit.hasLeft]).toEqual([400, false]);
    expect(await visitor.grants()).toEqual([]);
  });
});

async function change(changes: Partial<Client>): Promise<void> {
  const value = { ...visitor.client, ...changes };
  await changeClient(world.context.store, value.id, () => ({ value }));
}

/** The boxes of the consent form. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Client } from '../../../src/oauth/clients/client.js';
import { answerOf, authorizeUrl, signedInBrowser } from '../authorize/asking.js';
import { hiddenFields, type TestBrowser, type Visit } from '../browser/browser.js';
import {
  addClient,
  bodyOf,
  formOf,
  type Parameters,
  present,
  redeem,
  refresh,
} from '../client-calls.js';
import { issuer, openWorld, type World } from '../world.js';

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

async function ask(changes: Parameters = {}): Promise<Visit> {
  return browser.open(await authorizeUrl(world, client, changes));
}

describe('a person who allows less than was asked', () => {
  const all = { scope: 'notes:read notes:write offline_access' };

  async function allow(...scopes: string[]): Promise<Visit> {
    const page = await ask(all);
    const hidden = hiddenFields(page.text);
    const form = formOf({ ...hidden, selection: 'scope', scope: scopes, decision: 'approve' });
    return browser.open(`${issuer}/consent`, form);
  }

  it('finds a ticked box for each permission [CON-10]', async () => {
    const { text } = await ask(all);
    const boxes = [...text.matchAll(/type="checkbox" name="scope" value="([^"]*)" checked/g)];
    expect(boxes.map(([, scope]) => scope)).toEqual([
      'notes:write',
      'notes:read',
      'offline_access',
    ]);
    expect(text).toContain('name="selection"');
  });

  it('gives the client that much, and no more by refreshing [CON-10, TOK-3]', async () => {
    const { code = '' } = answerOf(await allow('notes:read', 'offline_access'));
    const tokens = await bodyOf(await redeem(world, client, code));
    expect(tokens['scope']).toBe('notes:read offline_access');
    expect(world.audited).toContainEqual(
      expect.objectContaining({
        event: 'consent.approved',
        clientId: client.id,
        asked: ['notes:read', 'notes:write', 'offline_access'],
        granted: ['notes:read', 'offline_access'],
      }),
    );
    const { refresh_token: token } = tokens;
    const wider = await refresh(world, client, token, { scope: 'notes:write' });
    expect(await bodyOf(wider)).toMatchObject({ error: 'invalid_scope' });
    const next = await bodyOf(await refresh(world, client, token));
    expect(next['scope']).toBe('notes:read offline_access');
    const principal = await present(world, next.access_token ?? '');
    expect(principal).toMatchObject({
      principal: { scopes: ['notes:read', 'offline_access'] },
    });
  });

  it('can allow it when the client asks again [CON-10, RS-11]', async () => {
    answerOf(await allow('notes:read'));
    const { code = '' } = answerOf(await browser.submit(await ask(all), { decision: 'approve' }));
    const tokens = await bodyOf(await redeem(world, client, code));
    expect(tokens['scope']).toBe('notes:read notes:write offline_access');
  });

  it('gives no refresh token to a client that is not to stay connected [CON-10, REF-8]', async () => {
    const { code = '' } = answerOf(await allow('notes:write'));
    const tokens = await bodyOf(await redeem(world, client, code));
    expect(tokens['scope']).toBe('notes:read notes:write');
    expect(tokens).not.toHaveProperty('refresh_token');
  });

  it('is asked again if nothing is left, with their ticks as they were [CON-10]', async () => {
    const again = await allow('offline_access');
    expect([again.status, again.hasLeft]).toEqual([400, false]);
    expect(again.text).toMatch(/role="alert">Leave at least one permission ticked/);
    expect(again.text).toContain('value="notes:read">');
    expect(again.text).toContain('value="offline_access" checked>');
    expect(await world.context.store.find('grant', { clientId: client.id })).toEqual([]);
    const left = await browser.submit(again, {
      decision: 'approve',
      selection: 'scope',
      scope: 'notes:read',
    });
    expect(answerOf(left)).toHaveProperty('code');
  });

  it('allows no more by fields that are added to a form [CON-13]', async () => {
    const page = await ask({ scope: 'notes:read' });
    const extra = { decision: 'approve', selection: 'scope', scope: 'notes:write' };
    const { code = '' } = answerOf(await browser.submit(page, extra));
    expect((await bodyOf(await redeem(world, client, code)))['scope']).toBe('notes:read');
  });
});

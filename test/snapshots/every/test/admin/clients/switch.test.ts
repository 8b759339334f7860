/** `clients disable` and `clients enable`: at once, and not for ever. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../../../src/oauth/clients/client.js';
import { findClient, findKnownClient } from '../../../src/oauth/clients/index.js';
import { allow } from '../../oauth/authorize/allowing.js';
import { authorizeUrl, signedInBrowser } from '../../oauth/authorize/asking.js';
import {
  addClient,
  bodyOf,
  connect,
  isAccepted,
  post,
  redeem,
  refresh,
} from '../../oauth/client-calls.js';
import { addByOperator, basic, type OperatedWorld, openOperatedWorld } from './operating.js';

const user = '--redirect-uri https://client.example/callback --grant authorization_code';
const everything = `${user} --grant refresh_token --grant client_credentials --scope notes:read --may-introspect`;

let world: OperatedWorld;

beforeAll(async () => {
  world = await openOperatedWorld();
});
afterAll(() => world.close());

/** A client with tokens of a user and of its own. */
async function openEverything() {
  const handedOver = await addByOperator(world, everything);
  const client = { id: handedOver.id } as Client;
  const headers = basic(handedOver);
  const { code = '' } = await allow(world, client);
  const ofUser = await bodyOf(await redeem(world, client, code, { client_id: undefined }, headers));
  const itself = { grant_type: 'client_credentials' };
  const own = await bodyOf(await post(world.server.token, itself, headers));
  return { client, headers, ofUser, own, itself };
}

async function disable({ id }: Pick<Client, 'id'>): Promise<string> {
  const { code, output } = await world.admin(`clients disable ${id}`);
  expect(code).toBe(0);
  return output;
}

async function enable({ id }: Pick<Client, 'id'>): Promise<void> {
  expect((await world.admin(`clients enable ${id}`)).code).toBe(0);
}

async function isActive(token: string | undefined): Promise<unknown> {
  const other = await addByOperator(world, '--may-introspect');
  return (await bodyOf(await post(world.server.introspect, { token }, basic(other))))['active'];
}

describe('a disabled client', () => {
  it('gets nothing from the next request on [REG-1, RS-5, INT-2]', async () => {
    const { client, headers, ofUser, own, itself } = await openEverything();
    const { code = '' } = await allow(world, client);
    expect(await disable(client)).toBe(`Disabled ${client.id} and revoked 3 grants.\n`);

    const noId = { client_id: undefined };
    const attempts = [
      await redeem(world, client, code, noId, headers),
      await refresh(world, client, ofUser.refresh_token, noId, headers),
      await post(world.server.token, itself, headers),
      await post(world.server.introspect, { token: own.access_token }, headers),
      await post(world.server.revoke, { token: own.access_token }, headers),
    ];
    for (const response of attempts) {
      expect([response.status, (await bodyOf(response)).error]).toEqual([401, 'invalid_client']);
    }
    for (const token of [ofUser.access_token, own.access_token]) {
      expect(await isAccepted(world, token ?? '')).toBe(false);
      expect(await isActive(token)).toBe(false);
    }
    expect(world.audited).toContainEqual({
      event: 'client.disabled',
      clientId: client.id,
      reason: 'operator_request',
    });
  });

  it('shows its users a page that says so, without a redirect [AZ-3]', async () => {
    const { client } = await openEverything();
    const browser = await signedInBrowser(world, await addClient(world));
    await disable(client);
    const page = await browser.open(await authorizeUrl(world, client));
    expect([page.status, page.hasLeft, page.redirects]).toEqual([403, false, []]);
    expect(page.text).toContain('This application is switched off');
  });

  it('gets no code for a consent under way', async () => {
    const { client } = await openEverything();
    const browser = await signedInBrowser(world, await addClient(world));
    const page = await browser.open(await authorizeUrl(world, client));
    await disable(client);
    const answered = await browser.submit(page, { decision: 'approve' });
    expect([answered.hasLeft, answered.status]).toEqual([false, 400]);
    const grants = await world.context.store.find<{ revoked?: object }>('grant', {
      clientId: client.id,
    });
    expect(grants.every(({ value }) => value.revoked !== undefined)).toBe(true);
  });

  it('may be one that registered itself', async () => {
    const { client, accessToken, refreshToken } = await connect(world, {}, { origin: 'dynamic' });
    await disable(client);
    expect(await isAccepted(world, accessToken)).toBe(false);
    expect((await refresh(world, client, refreshToken)).status).toBe(401);
  });

  it('may be one with a metadata document, which is fetched no more, however old', async () => {
    const id = 'https://vendor.example/client.json';
    const { client, accessToken } = await connect(world, {}, { id, origin: 'metadata-document' });
    await disable(client);
    expect(await isAccepted(world, accessToken)).toBe(false);
    const { guardedFetch } = world.context;
    let fetches = 0;
    world.context.guardedFetch = (...asked) => {
      fetches += 1;
      return guardedFetch(...asked);
    };
    world.pass({ days: 400 });
    await world.context.store.sweep();
    expect(await findClient(world.context, id)).toBeUndefined();
    expect(await findKnownClient(world.context, id)).toBeUndefined();
    expect(fetches).toBe(0);
    world.context.guardedFetch = guardedFetch;
  });

  it('is shown as such', async () => {
    const { client } = await openEverything();
    await disable(client);
    const since = new Date(world.context.clock()).toISOString();
    const shown = JSON.parse((await world.admin(`clients show ${client.id}`)).output);
    expect(shown).toMatchObject({ disabledAt: since, grants: 0 });
    const line = new RegExp(`^${client.id} .* disabled$`, 'm');
    expect((await world.admin('clients list')).output).toMatch(line);
  });

  it('can be disabled again if that was cut short', async () => {
    const { client, accessToken } = await connect(world);
    const entry = await world.context.store.get<Client>('client', client.id);
    const value = { ...client, disabledAt: world.context.clock() };
    await world.context.store.replace('client', client.id, entry?.version ?? 0, { value });
    expect(await isAccepted(world, accessToken)).toBe(true);
    expect(await disable(client)).toBe(`Disabled ${client.id} and revoked 1 grant.\n`);
    expect(await isAccepted(world, accessToken)).toBe(false);
  });
});

describe('a client that is enabled again', () => {
  it('keeps its secret and its rights, but not its grants', async () => {
    const { client, headers, ofUser, own, itself } = await openEverything();
    await disable(client);
    await enable(client);
    for (const token of [ofUser.access_token, own.access_token]) {
      expect(await isAccepted(world, token ?? '')).toBe(false);
    }
    const refreshed = await refresh(world, client, ofUser.refresh_token, {}, headers);
    expect((await bodyOf(refreshed)).error).toBe('invalid_grant');

    const { code = '' } = await allow(world, client);
    const anew = await redeem(world, client, code, {}, headers);
    expect(await isAccepted(world, (await bodyOf(anew)).access_token ?? '')).toBe(true);
    const again = await bodyOf(await post(world.server.token, itself, headers));
    expect(await isAccepted(world, again.access_token ?? '')).toBe(true);
    const asked = await post(world.server.introspect, { token: again.access_token }, headers);
    expect((await bodyOf(asked))['active']).toBe(true);
    expect(world.audited).toContainEqual({
      event: 'client.enabled',
      clientId: client.id,
      reason: 'operator_request',
    });
  });

  it('is forgotten in time only if it registered itself', async () => {
    const { id } = await addByOperator(world, everything);
    const strangers = await addClient(world, { origin: 'dynamic' });
    for (const client of [{ id }, strangers]) {
      await disable(client);
      await enable(client);
    }
    world.pass({ days: 31 });
    expect(await world.context.store.get('client', strangers.id)).toBeUndefined();
    expect(await world.context.store.get('client', id)).toBeDefined();
  });
});

it.each(['disable', 'enable', 'remove', 'show'])(
  'clients %s says that there is no such client',
  async (verb) => {
    const { code, output, errors } = await world.admin(`clients ${verb} client_unknown`);
    expect([code, output]).toEqual([1, '']);
    expect(errors).toContain('There is no client client_unknown');
  },
);

it('a removed client is gone with its tokens [REG-1, SEC-5]', async () => {
  const { client, headers, ofUser, own, itself } = await openEverything();
  const { output } = await world.admin(`clients remove ${client.id}`);
  expect(output).toBe(`Removed ${client.id} and revoked 2 grants.\n`);
  for (const token of [ofUser.access_token, own.access_token]) {
    expect(await isAccepted(world, token ?? '')).toBe(false);
  }
  expect((await post(world.server.token, itself, headers)).status).toBe(401);
  const event = { event: 'client.removed', clientId: client.id, reason: 'operator_request' };
  expect(world.audited).toContainEqual(event);
});

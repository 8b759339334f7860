/** People whom their company vouches for. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listAccounts, setDisabled } from '../../src/login/accounts.js';
import { createGuardedFetch } from '../../src/oauth/clients/metadata-document/fetch/guarded-fetch.js';
import { assertionOf } from '../oauth/assertions.js';
import { addClient, bodyOf, post, present } from '../oauth/client-calls.js';
import { startProvider, type TestProvider } from './provider.js';
import { openProviderWorld, type ProviderWorld } from './signing-in.js';

let provider: TestProvider;
let world: ProviderWorld;

beforeAll(async () => {
  provider = await startProvider();
  provider.people.set('ann', { name: 'Ann Lee', email: 'ann@example.com' });
  const cimd = { allowLoopback: true, allowHosts: [], denyHosts: [] };
  world = await openProviderWorld(
    provider,
    { ENTERPRISE_ISSUERS: `${provider.issuer},${provider.issuer}#acme` },
    { settings: { cimd } },
    createGuardedFetch({ clock: Date.now, userAgent: 'test', allowLoopback: true }),
  );
});
afterAll(async () => {
  await world.close();
  await provider.close();
});

/** What a client gets for an assertion. */
async function exchange(subject: string, more: Record<string, unknown> = {}) {
  const client = await addClient(world);
  const assertion = await assertionOf(world, client.id, provider.signer, {
    claims: { iss: provider.issuer, sub: subject, client_id: client.id, ...more },
    header: { typ: 'oauth-id-jag+jwt' },
  });
  const grant_type = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
  const response = await post(world.server.token, { grant_type, assertion, client_id: client.id });
  return bodyOf(response);
}

const accountOf = async (subject: string) =>
  (await listAccounts(world.context.store)).find((it) => it.subject === subject);

it('somebody is the same person as at sign-in [EMA-8]', async () => {
  await world.signedIn('ann');
  const { access_token: token = '' } = await exchange('ann', { email: 'other@example.com' });
  const account = await accountOf('ann');
  expect(account?.name).toBe('Ann Lee');
  const found = await present(world, token);
  expect(found).toMatchObject({ principal: { subject: account?.userId, name: 'Ann Lee' } });
  // Nobody signed in for this connection.
  expect(found).not.toHaveProperty('principal.upstream');
});

it('somebody new gets an account, and another one for each tenant [EMA-8]', async () => {
  await exchange('bob', { email: 'bob@example.com' });
  await exchange('bob', { tenant: 'acme' });
  const accounts = (await listAccounts(world.context.store)).filter((it) => it.subject === 'bob');
  expect(new Set(accounts.map(({ userId }) => userId)).size).toBe(2);
  expect(accounts.map(({ name }) => name).toSorted()).toEqual(['Somebody', 'bob@example.com']);
});

it('somebody who is shut out stays out [EMA-2]', async () => {
  await exchange('eve');
  await setDisabled(world.context.store, (await accountOf('eve'))?.userId ?? '', 1);
  expect(await exchange('eve')).toMatchObject({ error: 'invalid_grant' });
  expect(world.audited.at(-1)).toMatchObject({ reason: 'assertion_user_refused' });
});

it('nobody is vouched for where no issuer is trusted [EMA-2]', async () => {
  expect(world.again({ ENTERPRISE_ISSUERS: '' }).asserted).toBeUndefined();
});

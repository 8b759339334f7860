/** A client assertion is good once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../../../../src/oauth/clients/client.js';
import { createAuthorizationServer } from '../../../../src/oauth/index.js';
import { StoreUnavailable } from '../../../../src/store/contract.js';
import { addKeyClient, assertionOf, by, openSigner, type Signer } from '../../assertions.js';
import { post } from '../../client-calls.js';
import { openWorld, type World } from '../../world.js';
import { outcomeOf, outcomeWith } from './attempt.js';

let world: World;
let signer: Signer;
let client: Client;

beforeAll(async () => {
  world = await openWorld();
  signer = await openSigner();
  client = await addKeyClient(world, signer);
});
afterAll(() => world.close());

/** Another instance on the same store. */
function instance(changes: Partial<World['context']> = {}): World {
  return { ...world, server: createAuthorizationServer({ ...world.context, ...changes }) };
}

const withJti = (jti: string, exp = 300) => ({
  claims: { jti, exp: Math.floor(world.context.clock() / 1000) + exp },
});

describe('an assertion', () => {
  it('is refused when it comes again, at any instance and endpoint [CA-7]', async () => {
    const assertion = await assertionOf(world, client.id, signer);
    expect(await outcomeOf(world, assertion)).toBe('authenticated');
    expect(await outcomeOf(world, assertion)).toBe('replayed');
    expect(await outcomeOf(instance(), assertion)).toBe('replayed');
    const revoked = await post(world.server.revoke, { token: 'x', ...by(assertion) });
    expect(revoked.status).toBe(401);
  });

  it('is let in once of 50 times at once, over two instances [CA-7] [A28]', async () => {
    const instances = [world, instance()] as const;
    const assertion = await assertionOf(world, client.id, signer);
    const statuses = await Promise.all(
      Array.from({ length: 50 }, async (_, index) => {
        const { server } = instances[index % 2 === 0 ? 0 : 1];
        return (await post(server.revoke, { token: 'x', ...by(assertion) })).status;
      }),
    );
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 401)).toHaveLength(49);
  });

  it('is told by its id alone, whatever else it says [CA-7]', async () => {
    expect(await outcomeWith(world, client.id, signer, withJti('same', 60))).toBe('authenticated');
    expect(await outcomeWith(world, client.id, signer, withJti('same', 3600))).toBe('replayed');
    expect(await outcomeWith(world, client.id, signer, withJti('Same'))).toBe('authenticated');
  });

  it('does not use up the same id of another client [CA-7]', async () => {
    const other = await addKeyClient(world, signer);
    expect(await outcomeWith(world, client.id, signer, withJti('shared'))).toBe('authenticated');
    expect(await outcomeWith(world, other.id, signer, withJti('shared'))).toBe('authenticated');
    // However client and id are put together.
    const [one, rest] = [client.id.slice(0, -1), client.id.slice(-1)];
    const shorter = await addKeyClient(world, signer, { id: one });
    expect(await outcomeWith(world, client.id, signer, withJti('x'))).toBe('authenticated');
    expect(await outcomeWith(world, shorter.id, signer, withJti(`${rest}x`))).toBe('authenticated');
  });

  it('cannot be used up by a thief, nor by one that is refused [CA-7]', async () => {
    const jti = 'stolen';
    const thief = await openSigner('ES256', signer.kid);
    expect(await outcomeWith(world, client.id, thief, withJti(jti))).toBe('signature');
    const elsewhere = { claims: { ...withJti(jti).claims, aud: 'https://other.example' } };
    expect(await outcomeWith(world, client.id, signer, elsewhere)).toBe('audience');
    expect(await outcomeWith(world, client.id, signer, withJti(jti, -3600))).toBe('expired');
    expect(await outcomeWith(world, client.id, signer, withJti(jti))).toBe('authenticated');
  });

  it('is remembered until it has expired, and a little longer [CA-7]', async () => {
    const assertion = await assertionOf(world, client.id, signer, withJti('kept', 300));
    expect(await outcomeOf(world, assertion)).toBe('authenticated');
    world.pass({ ms: 360_000 - 1 });
    expect(await outcomeOf(world, assertion)).toBe('replayed');
    world.pass({ ms: 1 });
    expect(await outcomeOf(world, assertion)).toBe('expired');
    // Another instance whose clock is a minute behind.
    const late = instance({ clock: () => world.context.clock() - 59_000 });
    expect(await outcomeOf(late, assertion)).toBe('replayed');
    world.pass({ seconds: 60 });
    await world.context.store.sweep();
    expect(await outcomeWith(world, client.id, signer, withJti('kept'))).toBe('authenticated');
  });

  it('is not used up while the store is away, nor its client told that it is dead [CA-7] [TOK-14]', async () => {
    const away = async () => {
      throw new StoreUnavailable('away');
    };
    const { store } = world.context;
    const assertion = await assertionOf(world, client.id, signer);
    const broken = instance({ store: { ...store, insert: away } });
    const parameters = { grant_type: 'refresh_token', refresh_token: 'x', ...by(assertion) };
    await expect(post(broken.server.token, parameters)).rejects.toThrow(StoreUnavailable);
    expect(await outcomeOf(world, assertion)).toBe('authenticated');
  });
});

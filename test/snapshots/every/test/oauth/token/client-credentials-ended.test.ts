/** How tokens of clients that act for themselves end. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addByOperator,
  basic,
  type OperatedWorld,
  openOperatedWorld,
} from '../../admin/clients/operating.js';
import { bodyOf, isAccepted, post } from '../client-calls.js';
import { ask, grantsOf, machine, tokenOf } from './acting-for-itself.js';

let world: OperatedWorld;

beforeAll(async () => {
  world = await openOperatedWorld();
});
afterAll(() => world.close());

describe('the token of a client that acts for itself ends', () => {
  it('by revocation: this one alone [REV-3, RS-5]', async () => {
    const robot = await addByOperator(world, machine);
    const [ended, kept] = [await tokenOf(world, robot), await tokenOf(world, robot)];
    const revoked = await post(world.server.revoke, { token: ended }, basic(robot));
    expect(revoked.status).toBe(200);
    expect([await isAccepted(world, ended), await isAccepted(world, kept)]).toEqual([false, true]);
  });

  it('with the grant, where the operator ends it, until the client asks again [CON-7, RS-5]', async () => {
    const robot = await addByOperator(world, machine);
    const token = await tokenOf(world, robot);
    expect((await world.admin(`grants list --client ${robot.id}`)).output).toContain('Robot');
    const { output } = await world.admin(`grants revoke --client ${robot.id}`);
    expect(output).toBe('Revoked 1 grant.\n');
    expect(await isAccepted(world, token)).toBe(false);
    expect(await isAccepted(world, await tokenOf(world, robot))).toBe(true);
  });

  it('when its time is over, and no later than its grant [TOK-10]', async () => {
    const robot = await addByOperator(world, `${machine} --access-token-ttl 5m --grant-ttl 1h`);
    const first = await bodyOf(await ask(world, robot));
    expect(first['expires_in']).toBe(300);
    world.pass({ seconds: 299 });
    expect(await isAccepted(world, first.access_token ?? '')).toBe(true);
    world.pass({ seconds: 1 });
    expect(await isAccepted(world, first.access_token ?? '')).toBe(false);

    world.pass({ seconds: 3600 - 300 - 151 });
    expect((await bodyOf(await ask(world, robot)))['expires_in']).toBe(151);
    world.pass({ seconds: 2 });
    const next = await bodyOf(await ask(world, robot));
    expect(next['expires_in']).toBe(300);
    expect(await grantsOf(world, robot)).toHaveLength(2);
    const { output } = await world.admin(`clients disable ${robot.id}`);
    expect(output).toContain('revoked 2 grants');
  });

  it.each(['get', 'insert', 'replace'] as const)(
    'with the client, disabled or removed at the first %s of a request [CC-1, RS-5, TOK-4]',
    async (step) => {
      for (const verb of ['disable', 'remove']) {
        for (const when of ['before', 'after'] as const) {
          const robot = await addByOperator(world, machine);
          const command = `clients ${verb} ${robot.id}`;
          const response = await duringStep(step, when, command, () => ask(world, robot));
          const { access_token: token, error } = await bodyOf(response);
          if (token === undefined)
            expect([response.status, error]).toEqual([401, 'invalid_client']);
          else expect(await isAccepted(world, token)).toBe(false);
          if (step === 'insert' && when === 'before') expect(token).toBeUndefined();
          const grants = await grantsOf(world, robot);
          expect(grants.filter(({ revoked }) => revoked === undefined)).toEqual([]);
          expect((await ask(world, robot)).status).toBe(401);
        }
      }
    },
  );
});

/** Runs a command before or after the first such step of a request. */
async function duringStep(
  step: 'get' | 'insert' | 'replace',
  when: 'before' | 'after',
  command: string,
  request: () => Promise<Response>,
): Promise<Response> {
  const { store } = world.context;
  const original = store[step] as (...args: unknown[]) => Promise<unknown>;
  const restored = async () => {
    Object.assign(store, { [step]: original });
    expect((await world.admin(command)).code).toBe(0);
  };
  let isFirst = true;
  Object.assign(store, {
    [step]: async (...args: unknown[]) => {
      if (!isFirst) return original(...args);
      isFirst = false;
      if (when === 'before') await restored();
      const result = await original(...args);
      if (when === 'after') await restored();
      return result;
    },
  });
  try {
    return await request();
  } finally {
    Object.assign(store, { [step]: original });
  }
}

/** `clients rotate-secret`: two secrets work for a while. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addConfidentialClient, bodyOf, post } from '../../oauth/client-calls.js';
import {
  addByOperator,
  basic,
  handedOver,
  type OperatedWorld,
  openOperatedWorld,
} from './operating.js';

const machine = '--grant client_credentials --scope notes:read';

let world: OperatedWorld;

beforeAll(async () => {
  world = await openOperatedWorld();
});
afterAll(() => world.close());

async function statuses(id: string, secrets: readonly string[]): Promise<number[]> {
  const form = { grant_type: 'client_credentials' };
  const answers = secrets.map((secret) => post(world.server.token, form, basic({ id, secret })));
  return (await Promise.all(answers)).map(({ status }) => status);
}

async function rotate(id: string, options = ''): Promise<string> {
  const { code, output } = await world.admin(`clients rotate-secret ${id} ${options}`.trim());
  expect(code).toBe(0);
  return handedOver(output).secret;
}

describe('a rotation', () => {
  it('lets the old secret work for another week [CA-5]', async () => {
    const { id, secret: old } = await addByOperator(world, machine);
    const fresh = await rotate(id);
    expect(fresh).not.toBe(old);
    expect(await statuses(id, [old, fresh, 'wrong'])).toEqual([200, 200, 401]);
    world.pass({ days: 7, ms: -1 });
    expect(await statuses(id, [old, fresh])).toEqual([200, 200]);
    world.pass({ ms: 1 });
    expect(await statuses(id, [old, fresh])).toEqual([401, 200]);
    world.pass({ days: 1000 });
    expect(await statuses(id, [fresh])).toEqual([200]);
  });

  it('lasts as long as the operator says', async () => {
    const { id, secret: old } = await addByOperator(world, machine);
    const fresh = await rotate(id, '--overlap 30m');
    world.pass({ seconds: 1800, ms: -1 });
    expect(await statuses(id, [old, fresh])).toEqual([200, 200]);
    world.pass({ ms: 1 });
    expect(await statuses(id, [old, fresh])).toEqual([401, 200]);
  });

  it('ends every other secret at once where one was copied', async () => {
    const { id, secret: first } = await addByOperator(world, machine);
    const second = await rotate(id);
    const third = await rotate(id, '--now');
    expect(await statuses(id, [first, second, third])).toEqual([401, 401, 200]);
  });

  it('changes no end that was set before', async () => {
    const { id, secret: first } = await addByOperator(world, machine);
    const second = await rotate(id, '--overlap 1d');
    const third = await rotate(id, '--overlap 2d');
    expect(await statuses(id, [first, second, third])).toEqual([200, 200, 200]);
    world.pass({ days: 1 });
    expect(await statuses(id, [first, second, third])).toEqual([401, 200, 200]);
    world.pass({ days: 1 });
    expect(await statuses(id, [first, second, third])).toEqual([401, 401, 200]);
  });

  it('prints the secret once, stores its hash and is audited [CA-5, SEC-5]', async () => {
    const { id } = await addByOperator(world, machine);
    const { output } = await world.admin(`clients rotate-secret ${id}`);
    const { secret } = handedOver(output);
    expect(output.split(secret)).toHaveLength(2);
    expect(JSON.stringify(await world.context.store.get('client', id))).not.toContain(secret);
    const shown = JSON.parse((await world.admin(`clients show ${id}`)).output);
    const at = new Date(world.context.clock()).toISOString();
    const until = new Date(world.context.clock() + 7 * 86_400_000).toISOString();
    expect(shown.secrets).toEqual([{ createdAt: at }, { createdAt: at, expiresAt: until }]);
    const event = { event: 'client.secret_rotated', clientId: id, reason: 'operator_request' };
    expect(world.audited).toContainEqual(event);
    await rotate(id, '--now');
    expect(world.audited.at(-1)).toEqual({ ...event, reason: 'compromised' });
  });

  it('ends no grant and changes nothing else of the client', async () => {
    const { id, secret } = await addByOperator(world, machine);
    const form = { grant_type: 'client_credentials' };
    const tokens = await bodyOf(await post(world.server.token, form, basic({ id, secret })));
    const before = await world.context.store.get('client', id);
    await rotate(id, '--now');
    const after = await world.context.store.get('client', id);
    expect(after?.value).toEqual({ ...(before?.value as object), secrets: [expect.anything()] });
    expect(after?.expiresAt).toBeUndefined();
    const headers = { authorization: `Bearer ${tokens.access_token}` };
    const request = new Request(world.context.settings.resource, { headers });
    expect(await world.server.authenticate(request)).not.toBeInstanceOf(Response);
  });
});

describe('what cannot be rotated', () => {
  it.each(['--overlap 91d', '--overlap soon', '--overlap 0s', '--overlap 1h --now'])(
    'is told why: %s',
    async (options) => {
      const { id, secret } = await addByOperator(world, machine);
      const ended = await world.admin(`clients rotate-secret ${id} ${options}`);
      expect(ended).toMatchObject({
        code: 2,
        output: '',
        errors: expect.stringContaining('--now'),
      });
      expect(await statuses(id, [secret])).toEqual([200]);
    },
  );

  it('is a client without a secret, one that registered itself, or none', async () => {
    const callback = 'https://client.example/callback';
    const { id } = await addByOperator(world, `--public --redirect-uri ${callback}`);
    const { client } = await addConfidentialClient(world, 'client_secret_basic', {
      origin: 'dynamic',
    });
    for (const [which, told] of [
      [id, 'has no secret'],
      [client.id, 'registering again'],
      ['client_unknown', 'There is no client client_unknown'],
    ] as const) {
      const ended = await world.admin(`clients rotate-secret ${which}`);
      expect(ended).toMatchObject({ code: 1, output: '', errors: expect.stringContaining(told) });
    }
  });
});

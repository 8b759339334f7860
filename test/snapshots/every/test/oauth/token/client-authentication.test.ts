/** Client authentication at the token endpoint: every method, right and wrong. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuthMethod, Client } from '../../../src/oauth/clients/client.js';
import {
  addClient,
  addConfidentialClient,
  bodyOf,
  openGrant,
  type Parameters,
  redeem,
  refresh,
} from '../client-calls.js';
import { limitsWith } from '../limits-with.js';
import { openWorld, type World } from '../world.js';

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

function basic(id: string, secret: string, scheme = 'Basic'): Record<string, string> {
  return { authorization: `${scheme} ${btoa(`${id}:${secret}`)}` };
}

const noId = { client_id: undefined };

async function attempt(
  client: Client,
  parameters: Parameters,
  headers?: Record<string, string>,
): Promise<Response> {
  const { code } = await openGrant(world, client);
  return redeem(world, client, code, parameters, headers);
}

async function expectInvalidClient(response: Response, challenged: boolean): Promise<void> {
  expect(response.status).toBe(401);
  expect((await bodyOf(response)).error).toBe('invalid_client');
  expect(response.headers.has('www-authenticate')).toBe(challenged);
  if (challenged) expect(response.headers.get('www-authenticate')).toMatch(/^Basic realm="/);
}

describe('a public client', () => {
  it('sends its client_id in the body [CA-1]', async () => {
    expect((await attempt(await addClient(world), {})).status).toBe(200);
  });

  it('may send an empty secret, in the body or in a header [CA-1] [G18]', async () => {
    const client = await addClient(world);
    expect((await attempt(client, { client_secret: '' })).status).toBe(200);
    expect((await attempt(client, noId, basic(client.id, ''))).status).toBe(200);
    expect((await attempt(client, {}, basic(client.id, ''))).status).toBe(200);
  });

  it('may have a URL as its id in Basic, encoded or not [CA-1] [CA-3]', async () => {
    const client = await addClient(world, { id: 'https://public.example/id' });
    for (const id of [client.id, encodeURIComponent(client.id)]) {
      expect((await attempt(client, noId, basic(id, ''))).status).toBe(200);
    }
  });

  it('is refused when it sends a secret that it does not have [CA-6]', async () => {
    const client = await addClient(world);
    await expectInvalidClient(await attempt(client, { client_secret: 'x' }), false);
    await expectInvalidClient(await attempt(client, {}, basic(client.id, 'x')), true);
  });

  it('is told 401 invalid_client when it is unknown or sends no id [CA-1] [TOK-4] [G4]', async () => {
    const client = await addClient(world);
    for (const id of ['client_unknown', undefined, '', 'a b', 'x'.repeat(5000), '\u0000']) {
      await expectInvalidClient(await attempt(client, { client_id: id }), false);
    }
  });

  it('may send an Authorization header of another scheme [CA-1]', async () => {
    const client = await addClient(world);
    expect((await attempt(client, {}, { authorization: 'Bearer x' })).status).toBe(200);
  });
});

describe('a confidential client', () => {
  const methods = ['client_secret_basic', 'client_secret_post'] as const;

  /** Parameters and headers of a secret, by method. */
  function by(method: AuthMethod, id: string, secret: string) {
    if (method === 'client_secret_basic') {
      return { parameters: noId, headers: basic(id, secret) };
    }
    return { parameters: method === 'none' ? {} : { client_secret: secret }, headers: {} };
  }

  it.each(methods)(
    'gets tokens by %s and in no other way [CA-2] [CA-6] [G14, A16]',
    async (method) => {
      const { client, secret } = await addConfidentialClient(world, method);
      const right = by(method, client.id, secret);
      const spent = await attempt(client, right.parameters, right.headers);
      const { refresh_token: token } = await bodyOf(spent);
      const { code } = await openGrant(world, client);
      for (const other of ['none', ...methods] as const) {
        const { parameters, headers } = by(other, client.id, other === method ? 'bad' : secret);
        const challenged = other === 'client_secret_basic';
        const redeemed = await redeem(world, client, code, parameters, headers);
        await expectInvalidClient(redeemed, challenged);
        const refreshed = await refresh(world, client, token, parameters, headers);
        await expectInvalidClient(refreshed, challenged);
      }
      const { parameters, headers } = right;
      expect((await redeem(world, client, code, parameters, headers)).status).toBe(200);
      expect((await refresh(world, client, token, parameters, headers)).status).toBe(200);
    },
  );

  it('may use Basic or the body if it registered no method [CA-6] [DCR-7] [G9, G13]', async () => {
    const both = { authMethods: methods };
    const { client, secret } = await addConfidentialClient(world, methods[0], both);
    for (const method of methods) {
      const { parameters, headers } = by(method, client.id, secret);
      expect((await attempt(client, parameters, headers)).status).toBe(200);
    }
  });

  it('may encode its credentials in the header or not [CA-3] [G17]', async () => {
    const id = 'https://client.example:8443/id+1';
    const secret = 'a+b%20c%:d e';
    const { client } = await addConfidentialClient(world, 'client_secret_basic', { id, secret });
    const formEncoded = (text: string) => encodeURIComponent(text).replaceAll('%20', '+');
    const { client: plain } = await addConfidentialClient(world, 'client_secret_basic', { secret });
    for (const [who, name, sent] of [
      [client, formEncoded(id), formEncoded(secret)],
      [client, encodeURIComponent(id), encodeURIComponent(secret)],
      [plain, plain.id, secret],
    ] as const) {
      expect((await attempt(who, noId, basic(name, sent))).status).toBe(200);
    }
  });

  it('may leave an id with colons unencoded if its secret has none [CA-3] [G17]', async () => {
    const id = 'https://client.example/id';
    const { client, secret } = await addConfidentialClient(world, 'client_secret_basic', { id });
    expect((await attempt(client, noId, basic(id, secret))).status).toBe(200);
  });

  it('may repeat its id in the body, but name no other [CA-4]', async () => {
    const { client, secret } = await addConfidentialClient(world, 'client_secret_basic');
    const header = basic(client.id, secret, 'bAsIc');
    expect((await attempt(client, {}, header)).status).toBe(200);
    const response = await attempt(client, { client_id: 'client_other' }, header);
    expect((await bodyOf(response)).error).toBe('invalid_request');
  });

  it('may not use two methods at once [CA-4]', async () => {
    const { client, secret } = await addConfidentialClient(world, 'client_secret_basic');
    const header = basic(client.id, secret);
    for (const [parameters, headers] of [
      [{ client_secret: secret }, header],
      [{ client_assertion: 'x' }, header],
      [{ client_assertion: 'x', client_secret: secret }, {}],
    ] as const) {
      const response = await attempt(client, parameters, headers);
      expect(response.status).toBe(400);
      expect((await bodyOf(response)).error).toBe('invalid_request');
    }
  });

  it.each([
    'Basic',
    'Basic ',
    'Basic !!!',
    `Basic ${btoa('no-colon')}`,
    `Basic ${btoa('\xff\xfe:x')}`,
    `Basic ${btoa(':')}`,
    'Basic YTpi YTpi',
  ])('is refused, not failed, with the header %j [CA-3] [RS-6] [A23]', async (authorization) => {
    const client = await addClient(world);
    await expectInvalidClient(await attempt(client, noId, { authorization }), true);
  });

  it('without a stored secret is never let in by an empty one [CA-1]', async () => {
    const client = await addClient(world, { authMethods: ['client_secret_post'] });
    await expectInvalidClient(await attempt(client, { client_secret: 'x' }), false);
    await expectInvalidClient(await attempt(client, { client_secret: '' }), false);
  });
});

describe('guessing a secret', () => {
  it('is limited by client and network, and leaves others alone [CA-5] [SEC-4]', async () => {
    const limited = await openWorld({ rateLimits: limitsWith({ token: { max: 3, seconds: 60 } }) });
    const { client, secret } = await addConfidentialClient(limited, 'client_secret_post');
    const { code } = await openGrant(limited, client);
    const guess = (client_secret: string) => redeem(limited, client, code, { client_secret });
    for (let i = 0; i < 3; i += 1) expect((await guess('wrong')).status).toBe(401);
    const refused = await guess('wrong');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    // Otherwise the answer would still tell a right guess from a wrong one.
    expect((await guess(secret)).status).toBe(429);
    const elsewhere = await addConfidentialClient(limited, 'client_secret_post');
    const other = await openGrant(limited, elsewhere.client);
    const fields = { client_secret: elsewhere.secret };
    expect((await redeem(limited, elsewhere.client, other.code, fields)).status).toBe(200);
    limited.pass({ seconds: 60 });
    expect((await guess(secret)).status).not.toBe(429);
    await limited.close();
  });
});

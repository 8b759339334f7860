/** The revocation endpoint over a real store. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { basic } from '../admin/clients/operating.js';
import {
  addClient,
  addConfidentialClient,
  bodyOf,
  caller,
  connect,
  isAccepted,
  openGrant,
  type Parameters,
  post,
  redeem,
  refresh,
} from './client-calls.js';
import { issuer, openWorld, type World } from './world.js';

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

function revoke(parameters: Parameters, headers?: Record<string, string>): Promise<Response> {
  return post(world.server.revoke, parameters, headers);
}

async function expectDone(response: Response): Promise<void> {
  expect(response.status).toBe(200);
  expect(await response.text()).toBe('');
  expect(response.headers.get('cache-control')).toBe('no-store');
}

describe('revoking a refresh token', () => {
  it.each([undefined, 'refresh_token', 'access_token', 'nonsense'])(
    'ends the whole grant at once, whatever the hint: %s [REV-1] [REV-3] [REV-4] [L5]',
    async (token_type_hint) => {
      const { client, grant, accessToken, refreshToken } = await connect(world);
      await expectDone(
        await revoke({ client_id: client.id, token: refreshToken, token_type_hint }),
      );
      expect(await isAccepted(world, accessToken)).toBe(false);
      expect((await bodyOf(await refresh(world, client, refreshToken))).error).toBe(
        'invalid_grant',
      );
      expect(world.audited).toContainEqual({
        event: 'grant.revoked',
        grantId: grant.id,
        clientId: client.id,
        userId: 'user_ann',
        address: caller.address,
        reason: 'client_request',
      });
    },
  );

  it('works with an older generation and with the code: they name the grant [REV-3]', async () => {
    const rotated = await connect(world);
    await refresh(world, rotated.client, rotated.refreshToken);
    await expectDone(await revoke({ client_id: rotated.client.id, token: rotated.refreshToken }));
    expect(await isAccepted(world, rotated.accessToken)).toBe(false);

    const client = await addClient(world);
    const { code } = await openGrant(world, client);
    await expectDone(await revoke({ client_id: client.id, token: code }));
    expect((await bodyOf(await redeem(world, client, code))).error).toBe('invalid_grant');
  });

  it('may be repeated [REV-1]', async () => {
    const { client, refreshToken } = await connect(world);
    await expectDone(await revoke({ client_id: client.id, token: refreshToken }));
    await expectDone(await revoke({ client_id: client.id, token: refreshToken }));
  });
});

describe('revoking an access token', () => {
  it.each([undefined, 'access_token', 'refresh_token'])(
    'ends this one alone, whatever the hint: %s [REV-3] [REV-4] [L5]',
    async (token_type_hint) => {
      const { client, accessToken, refreshToken } = await connect(world);
      await expectDone(await revoke({ client_id: client.id, token: accessToken, token_type_hint }));
      expect(await isAccepted(world, accessToken)).toBe(false);
      const next = await bodyOf(await refresh(world, client, refreshToken));
      expect(await isAccepted(world, next.access_token ?? '')).toBe(true);
      expect(world.audited).toContainEqual(
        expect.objectContaining({ event: 'token.revoked', clientId: client.id }),
      );
    },
  );

  it('changes nothing for refreshes at the same time [REV-3] [REF-3]', async () => {
    const { client, accessToken, refreshToken } = await connect(world);
    const [, ...refreshed] = await Promise.all([
      revoke({ client_id: client.id, token: accessToken }),
      ...Array.from({ length: 10 }, () => refresh(world, client, refreshToken)),
    ]);
    expect(refreshed.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(await isAccepted(world, accessToken)).toBe(false);
  });
});

describe('revoking anything else', () => {
  it.each(['garbage', 'a.b.c', `${'A'.repeat(22)}.1.${'A'.repeat(43)}`, '\u0000', 'é'])(
    'is answered with 200: %j [REV-1] [L5]',
    async (token) => {
      const client = await addClient(world);
      await expectDone(await revoke({ client_id: client.id, token }));
    },
  );

  it("never ends another client's grant, or any by a forged token, and does not tell [REV-1] [REV-2] [A4]", async () => {
    const { client, grant, code, accessToken, refreshToken } = await connect(world);
    const other = await addClient(world);
    for (const token of [accessToken, refreshToken, code]) {
      await expectDone(await revoke({ client_id: other.id, token }));
    }
    const forged = `${grant.id}.1.${'A'.repeat(43)}`;
    await expectDone(await revoke({ client_id: client.id, token: forged }));
    expect(await isAccepted(world, accessToken)).toBe(true);
    expect((await refresh(world, client, refreshToken)).status).toBe(200);
  });
});

describe('who may revoke', () => {
  it('a confidential client authenticates by its own method [REV-2]', async () => {
    const { client, secret } = await addConfidentialClient(world, 'client_secret_basic');
    const header = basic({ ...client, secret });
    const { code } = await openGrant(world, client);
    const tokens = await bodyOf(await redeem(world, client, code, {}, header));
    const { access_token = '', refresh_token } = tokens;

    const response = await revoke({ client_id: client.id, token: refresh_token });
    expect(response.status).toBe(401);
    expect((await bodyOf(response)).error).toBe('invalid_client');
    const wrong = basic({ ...client, secret: 'wrong' });
    const refused = await revoke({ token: refresh_token }, wrong);
    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toMatch(/^Basic /);
    expect(await isAccepted(world, access_token)).toBe(true);

    await expectDone(await revoke({ token: refresh_token }, header));
    expect(await isAccepted(world, access_token)).toBe(false);
  });

  it('an unknown client may not, and a token must be there [REV-2]', async () => {
    expect((await revoke({ client_id: 'client_unknown', token: 'x' })).status).toBe(401);
    const client = await addClient(world);
    const response = await revoke({ client_id: client.id });
    expect(response.status).toBe(400);
    expect((await bodyOf(response)).error).toBe('invalid_request');
  });

  it('a token in the URL is refused, and so is GET [CA-4] [REV-1]', async () => {
    const response = await world.server.revoke(new Request(`${issuer}/revoke?token=x`), caller);
    expect(response.status).toBe(405);
    const body = new URLSearchParams({ token: 'x' });
    const request = new Request(`${issuer}/revoke?token=x`, { method: 'POST', body });
    expect((await world.server.revoke(request, caller)).status).toBe(400);
  });
});

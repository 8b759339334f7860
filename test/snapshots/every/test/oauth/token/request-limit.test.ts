/** Too many token requests: counted by client and grant, not by shared addresses. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Client } from '../../../src/oauth/clients/client.js';
import { addClient, bodyOf, caller, connect, openGrant, redeem, refresh } from '../client-calls.js';
import { limitsWith } from '../limits-with.js';
import { issuer, openWorld, type World } from '../world.js';

const max = 4;
const forged = `${'x'.repeat(22)}.1.${'A'.repeat(43)}`;
let world: World;

beforeEach(async () => {
  world = await openWorld({ rateLimits: limitsWith({ token: { max, seconds: 60 } }) });
});
afterEach(() => world.close());

/** Presents a refresh token; the status and the error. */
async function present(client: Client, token: string, address = caller.address) {
  const body = new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: client.id,
    refresh_token: token,
  });
  const request = new Request(`${issuer}/token`, { method: 'POST', body });
  const response = await world.server.token(request, { address });
  return { status: response.status, error: (await bodyOf(response)).error };
}

it('lets many users of one client through from one address [SEC-4] [L3]', async () => {
  const client = await addClient(world);
  for (let i = 0; i < 4 * max; i += 1) {
    const { code } = await openGrant(world, client, { userId: `user_${i}` });
    const { refresh_token = '' } = await bodyOf(await redeem(world, client, code));
    expect((await present(client, refresh_token)).status).toBe(200);
  }
});

it('counts what names no grant by the network too: one cannot silence all others [SEC-4] [F9] [L3]', async () => {
  const client = await addClient(world);
  for (let i = 0; i < max; i += 1) {
    expect(await present(client, forged)).toEqual({ status: 400, error: 'invalid_grant' });
  }
  expect((await present(client, forged)).status).toBe(429);
  // The client must hear elsewhere that its token is dead.
  const elsewhere = await present(client, forged, '198.51.100.7');
  expect(elsewhere).toEqual({ status: 400, error: 'invalid_grant' });
});

it('takes all addresses of an IPv6 subscriber for one [SEC-4] [L4]', async () => {
  const client = await addClient(world);
  for (let i = 0; i < max; i += 1) await present(client, forged, `2001:db8:1:2::${i}`);
  expect((await present(client, forged, '2001:db8:1:2:ffff::1')).status).toBe(429);
  expect((await present(client, forged, '2001:db8:1:3::1')).status).toBe(400);
});

it('gives the loser of a race the answer or invalid_grant [REF-6] [F9]', async () => {
  const strict = await openWorld({ rateLimits: limitsWith({}), refreshRetryWindow: 0 });
  const { client, refreshToken } = await connect(strict);
  const answers = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const response = await refresh(strict, client, refreshToken);
      return `${response.status} ${(await bodyOf(response)).error}`;
    }),
  );
  for (const answer of answers) expect(['200 undefined', '400 invalid_grant']).toContain(answer);
  await strict.close();
});

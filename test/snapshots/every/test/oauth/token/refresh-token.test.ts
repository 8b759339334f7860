/** The grant type `refresh_token` over the endpoint and a real store. */
import { decodeJwt } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAuthorizationServer } from '../../../src/oauth/index.js';
import { addClient, bodyOf, connect, isAccepted, present, refresh } from '../client-calls.js';
import { openWorld, resource, type World } from '../world.js';

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

/** The new refresh token; fails if there is none. */
async function rotate(client: Parameters<typeof refresh>[1], token: string): Promise<string> {
  const response = await refresh(world, client, token);
  expect(response.status).toBe(200);
  return (await bodyOf(response)).refresh_token ?? '';
}

describe('refreshing', () => {
  it('gives a new access token and refresh token every time [REF-1] [REF-9] [F7]', async () => {
    const { client, accessToken, refreshToken } = await connect(world);
    const response = await refresh(world, client, refreshToken);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const body = await bodyOf(response);
    expect(body).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 900,
      scope: 'notes:read notes:write',
      refresh_token: expect.any(String),
    });
    expect(body.refresh_token).not.toBe(refreshToken);
    expect(body.access_token).not.toBe(accessToken);
    expect(await isAccepted(world, body.access_token ?? '')).toBe(true);
    expect(world.audited.at(-1)?.event).toBe('refresh.rotated');
  });

  it('gives a lifetime that is a positive integer until the very end [TOK-3] [F14]', async () => {
    const { client, refreshToken } = await connect(world, {
      expiresAt: world.context.clock() + 2000,
    });
    world.pass({ ms: 1700 });
    const { expires_in } = await bodyOf(await refresh(world, client, refreshToken));
    expect(expires_in).toBe(1);
  });

  it('gives the same successor again when the response was lost [REF-3] [F2, F4, F6, F7]', async () => {
    const { client, refreshToken } = await connect(world);
    const successor = await rotate(client, refreshToken);
    world.pass({ seconds: 76 });
    expect(await rotate(client, refreshToken)).toBe(successor);
    expect(world.audited.at(-1)?.event).toBe('refresh.retried');
    world.pass({ seconds: 43 });
    expect(await rotate(client, refreshToken)).toBe(successor);
    await rotate(client, successor);
  });

  it('gives 50 parallel refreshes the same successor [REF-3] [F1, A14]', async () => {
    const { client, refreshToken, grant } = await connect(world);
    const responses = await Promise.all(
      Array.from({ length: 50 }, () => refresh(world, client, refreshToken)),
    );
    expect(responses.map(({ status }) => status)).toEqual(Array(50).fill(200));
    const bodies = await Promise.all(responses.map(bodyOf));
    const successors = new Set(bodies.map(({ refresh_token }) => refresh_token));
    expect(successors.size).toBe(1);
    const stored = await world.context.store.get<{ refresh: object }>('grant', grant.id);
    expect(stored?.value.refresh).toMatchObject({ generation: 2 });
    await rotate(client, String([...successors][0]));
    for (const { access_token } of bodies) {
      expect(await isAccepted(world, access_token ?? '')).toBe(true);
    }
  });

  it('may come from any address [REF-3] [F3]', async () => {
    const { client, refreshToken } = await connect(world);
    const body = new URLSearchParams({
      grant_type: 'refresh_token',
      client_id: client.id,
      refresh_token: refreshToken,
    });
    for (const address of ['192.0.2.7', '2001:db8::7']) {
      const request = new Request(`${resource}/token`, { method: 'POST', body });
      expect((await world.server.token(request, { address })).status).toBe(200);
    }
  });

  it('ends the grant when a token comes back after the window, also after a restart [REF-2] [A24]', async () => {
    const { client, refreshToken, grant } = await connect(world);
    const successor = await bodyOf(await refresh(world, client, refreshToken));
    world.pass({ seconds: 120 });
    const restarted = { ...world, server: createAuthorizationServer(world.context) };
    const reuse = await refresh(restarted, client, refreshToken);
    expect(reuse.status).toBe(400);
    expect((await bodyOf(reuse)).error).toBe('invalid_grant');
    const newest = await refresh(world, client, successor.refresh_token);
    expect((await bodyOf(newest)).error).toBe('invalid_grant');
    expect(await isAccepted(world, successor.access_token ?? '')).toBe(false);
    const about = { grantId: grant.id, clientId: client.id, userId: 'user_ann' };
    expect(world.audited).toContainEqual(
      expect.objectContaining({ event: 'refresh.reused', ...about }),
    );
    expect(world.audited).toContainEqual(
      expect.objectContaining({ event: 'grant.revoked', reason: 'refresh_reuse', ...about }),
    );
  });

  it('gets its unused successor for longer, if the operator allows it [REF-3] [F5]', async () => {
    const lenient = await openWorld({ refreshUnusedRetryWindow: 1800 });
    const { client, refreshToken, accessToken } = await connect(lenient);
    const one = await bodyOf(await refresh(lenient, client, refreshToken));
    lenient.pass({ seconds: 1799 });
    const late = await bodyOf(await refresh(lenient, client, refreshToken));
    expect(late.refresh_token).toBe(one.refresh_token);
    await bodyOf(await refresh(lenient, client, one.refresh_token));
    expect((await refresh(lenient, client, refreshToken)).status).toBe(400);
    expect(await isAccepted(lenient, accessToken)).toBe(false);
    await lenient.close();
  });

  it('is strict when the operator sets the window to 0 [REF-2]', async () => {
    const strict = await openWorld({ refreshRetryWindow: 0 });
    const { client, refreshToken } = await connect(strict);
    expect((await refresh(strict, client, refreshToken)).status).toBe(200);
    expect((await refresh(strict, client, refreshToken)).status).toBe(400);
    await strict.close();
  });

  it('is bound to its client: another one learns and changes nothing [REF-4]', async () => {
    const { client, refreshToken } = await connect(world);
    const response = await refresh(world, await addClient(world), refreshToken);
    expect(response.status).toBe(400);
    expect((await bodyOf(response)).error).toBe('invalid_grant');
    await rotate(client, refreshToken);
  });

  it.each([
    ['garbage', () => 'garbage'],
    ['a forged token of a real grant', (id: string) => `${id}.1.${'A'.repeat(43)}`],
    ['the code in its place', (_: string, code: string) => code],
  ])('refuses %s with invalid_grant and changes nothing [REF-6] [F10]', async (_, forge) => {
    const { client, grant, code, refreshToken } = await connect(world);
    const response = await refresh(world, client, forge(grant.id, code));
    expect(response.status).toBe(400);
    expect((await bodyOf(response)).error).toBe('invalid_grant');
    await rotate(client, refreshToken);
  });

  it('asks for the token when there is none [TOK-4]', async () => {
    const { client } = await connect(world);
    expect((await bodyOf(await refresh(world, client, ''))).error).toBe('invalid_request');
  });

  it('ends idle after the refresh lifetime, and with the grant [REF-7] [F16]', async () => {
    const idle = await connect(world);
    const used = await connect(world);
    world.pass({ days: 29 });
    const second = await rotate(used.client, used.refreshToken);
    world.pass({ days: 1 });
    expect((await refresh(world, idle.client, idle.refreshToken)).status).toBe(400);
    world.pass({ days: 28 });
    const third = await rotate(used.client, second);
    world.pass({ days: 29 });
    const fourth = await rotate(used.client, third);
    world.pass({ days: 3 });
    const ended = await refresh(world, used.client, fourth);
    expect((await bodyOf(ended)).error).toBe('invalid_grant');
  });
});

describe('the scope of a refresh', () => {
  it.each([
    ['absent', undefined, 'notes:read notes:write'],
    ['empty', '', 'notes:read notes:write'],
    ['narrower', 'notes:read', 'notes:read'],
    ['the same with stray spaces', ' notes:write  notes:read ', 'notes:write notes:read'],
    ['with a name unknown here', 'notes:read claudeai', 'notes:read'],
    ['with offline_access', 'notes:read offline_access', 'notes:read'],
    ['only offline_access', 'offline_access', 'notes:read notes:write'],
  ])('may be %s, and is always answered [REF-5] [TOK-3] [S6]', async (_, scope, granted) => {
    const { client, refreshToken } = await connect(world);
    const body = await bodyOf(await refresh(world, client, refreshToken, { scope }));
    expect(body['scope']).toBe(granted);
    expect(decodeJwt(body.access_token ?? '')['scope']).toBe(granted);
  });

  it('narrows one access token; the next has everything again [REF-5]', async () => {
    const { client, refreshToken } = await connect(world);
    const narrow = await bodyOf(
      await refresh(world, client, refreshToken, { scope: 'notes:read' }),
    );
    expect(await present(world, narrow.access_token ?? '')).toMatchObject({
      principal: { scopes: ['notes:read'] },
    });
    const next = await bodyOf(await refresh(world, client, narrow.refresh_token));
    expect(next['scope']).toBe('notes:read notes:write');
  });

  it('cannot widen: invalid_scope, and the token stays usable [REF-5]', async () => {
    const { client, refreshToken } = await connect(world, { scopes: ['notes:read'] });
    for (const scope of ['notes:read notes:write', 'unknown']) {
      const response = await refresh(world, client, refreshToken, { scope });
      expect(response.status).toBe(400);
      expect((await bodyOf(response)).error).toBe('invalid_scope');
    }
    await rotate(client, refreshToken);
  });
});

describe('the resource of a refresh', () => {
  it('may be left out, or spelled in any way [RES-4] [RES-7] [R5, F13]', async () => {
    const { client, refreshToken } = await connect(world);
    let token = refreshToken;
    for (const named of [undefined, '', resource, `${resource}/`]) {
      const body = await bodyOf(await refresh(world, client, token, { resource: named }));
      expect(decodeJwt(body.access_token ?? '').aud).toBe(resource);
      token = body.refresh_token ?? '';
    }
  });

  it('cannot be another one: invalid_target, and the token stays usable [RES-5] [A15]', async () => {
    const { client, refreshToken } = await connect(world);
    const response = await refresh(world, client, refreshToken, { resource: 'https://b.example' });
    expect(response.status).toBe(400);
    expect(await bodyOf(response)).toMatchObject({
      error: 'invalid_target',
      error_description: expect.stringContaining(resource),
    });
    await rotate(client, refreshToken);
  });

  it('is the one of the grant, even if the server has moved [RES-5] [REF-4]', async () => {
    const { client, refreshToken } = await connect(world, { resource: 'https://old.example/mcp' });
    const response = await refresh(world, client, refreshToken, { resource });
    expect((await bodyOf(response)).error).toBe('invalid_target');
  });
});

/** Two servers on one database: what one decides, the other obeys. */
import { decodeProtectedHeader, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Config } from '../src/config.js';
import type { Ring } from '../src/oauth/keyring/ring.js';
import { announceMs, rereadEveryMs } from '../src/oauth/keyring/times.js';
import { baselineScope } from '../src/scopes.js';
import type { Store } from '../src/store/contract.js';
import { adminProcess } from './admin/run-admin.js';
import { type FormAnswer, formPost } from './live/form-post.js';
import { mintTokens } from './live/mint-token.js';
import { register } from './live/register.js';
import { openTwoServers, type TwoServers } from './live/two-servers.js';
import { modern } from './mcp/wire.js';
import { acrossProcesses } from './store/open-test-store.js';

describe.runIf(acrossProcesses)('two processes on one database', () => {
  let servers: TwoServers;
  let config: Config;
  let store: Store;
  let urls: [string, string];
  let clientId: string;

  beforeAll(async () => {
    servers = await openTwoServers();
    ({ config, store, urls } = servers);
    clientId = (await register(urls[0])).client_id;
  });
  afterAll(() => servers.close());

  const mint = () =>
    mintTokens(
      { config, store, clock: Date.now },
      { name: 'ada', scopes: [baselineScope], clientId },
    );
  const refresh = (url: string, token: string): Promise<FormAnswer> =>
    formPost(`${url}/token`, {
      grant_type: 'refresh_token',
      refresh_token: token,
      client_id: clientId,
    });
  const statusAt = async (url: string, token: string): Promise<number> =>
    (await modern({ url: `${url}/mcp`, token }, 'tools/list')).status;

  it('make one ring of signing keys between them [SEC-8]', async () => {
    const [first, second] = await Promise.all(
      urls.map(async (url) => (await fetch(`${url}/jwks`)).text()),
    );
    expect(JSON.parse(first ?? '').keys).toHaveLength(2);
    expect(second).toBe(first);
  });

  it('sign with the next key soon after a rotation, and refuse nobody [JWT-7] [SEC-8]', async () => {
    const entry = await store.get<Ring>('key', 'ring');
    if (entry === undefined) throw new Error('There is no ring');
    // As if the next key had been known for long enough.
    const next = { ...entry.value.next, since: entry.value.next.since - announceMs };
    await store.replace('key', 'ring', entry.version, { value: { ...entry.value, next } });
    const { access } = await mint();
    let { refresh: token } = await mint();
    const admin = adminProcess(config.databaseUrl, { SIGNING_ALGORITHM: config.signingAlgorithm });
    expect(await admin('keys rotate')).toMatchObject({ code: 0 });
    const signedWith = async (url: string): Promise<string | undefined> => {
      const { body } = await refresh(url, token);
      token = body.refresh_token;
      for (const at of urls) {
        expect([await statusAt(at, access), await statusAt(at, body.access_token)]).toEqual([
          200, 200,
        ]);
      }
      return decodeProtectedHeader(body.access_token).kid;
    };
    for (const url of urls) {
      await expect
        .poll(() => signedWith(url), { timeout: 2 * rereadEveryMs, interval: 200 })
        .toBe(next.kid);
    }
  });

  it('answer 50 parallel refreshes of one token with the same live line [REF-1, REF-3] [F1, F2]', async () => {
    const { refresh: token, grantId } = await mint();
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => refresh(urls[index % 2 === 0 ? 0 : 1], token)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(200));
    const successors = new Set(answers.map(({ body }) => body.refresh_token));
    expect(successors.size).toBe(1);
    expect([...successors][0]).toMatch(new RegExp(`^${grantId}\\.2\\.`));
    for (const { body } of answers.slice(0, 4)) {
      expect(await statusAt(urls[0], body.access_token)).toBe(200);
      expect(await statusAt(urls[1], body.access_token)).toBe(200);
    }
    const next = await refresh(urls[1], [...successors][0]);
    expect(next.status).toBe(200);
    expect(next.body.refresh_token).toMatch(new RegExp(`^${grantId}\\.3\\.`));
  });

  it('register a public client once that comes to both [DCR-15] [G1, G7]', async () => {
    const metadata = { client_name: 'Both', token_endpoint_auth_method: 'none' };
    const clients = await Promise.all(
      Array.from({ length: 30 }, (_, index) => register(urls[index % 2 === 0 ? 0 : 1], metadata)),
    );
    const [id, ...others] = new Set(clients.map(({ client_id }) => client_id));
    expect(others).toEqual([]);
    expect(await store.find('client', { clientId: id })).toHaveLength(1);
  });

  it('refuse at the next request what the other has revoked [REV-3, RS-5]', async () => {
    const { access, refresh: token } = await mint();
    expect(await statusAt(urls[1], access)).toBe(200);
    const revoked = await formPost(`${urls[0]}/revoke`, { token, client_id: clientId });
    expect(revoked.status).toBe(200);
    expect(await statusAt(urls[1], access)).toBe(401);
    const refreshed = await refresh(urls[1], token);
    expect([refreshed.status, refreshed.body.error]).toEqual([400, 'invalid_grant']);
  });

  it('let in one of 20 requests with the same assertion [CA-7] [A28]', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const keys = [await exportJWK(publicKey)];
    const { client_id: id } = await register(urls[0], {
      token_endpoint_auth_method: 'private_key_jwt',
      jwks: { keys },
    });
    const assertion = await new SignJWT({ iss: id, sub: id, jti: 'once' })
      .setProtectedHeader({ alg: 'ES256' })
      .setAudience(config.publicUrl)
      .setExpirationTime('5 minutes')
      .sign(privateKey);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        formPost(`${urls[index % 2 === 0 ? 0 : 1]}/revoke`, {
          token: 'x',
          client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
          client_assertion: assertion,
        }),
      ),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array(19).fill(401)]);
  });

  it('end with a revoked grant when a revocation meets refreshes, 20 times over [REV-3] [A26]', async () => {
    for (let round = 0; round < 20; round += 1) {
      const { access, refresh: token } = await mint();
      await Promise.all([
        ...[0, 1, 2, 3].map((index) => refresh(urls[index % 2 === 0 ? 0 : 1], token)),
        formPost(`${urls[round % 2 === 0 ? 0 : 1]}/revoke`, { token, client_id: clientId }),
      ]);
      expect(await statusAt(urls[0], access)).toBe(401);
      expect((await refresh(urls[1], token)).body.error).toBe('invalid_grant');
    }
  });
});

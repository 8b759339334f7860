/** How secrets are compared: never with an operator, which stops at the first difference. */
import crypto from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { sameDigest, sha256 } from '../../src/oauth/sha256.js';
import { addConfidentialClient, post, register } from './client-calls.js';
import { openWorld, type World } from './world.js';

const compared: [string, string][] = [];

const sources = fileURLToPath(new URL('../../src/oauth/', import.meta.url));
let world: World;

beforeAll(async () => {
  const { timingSafeEqual } = crypto;
  vi.spyOn(crypto, 'timingSafeEqual').mockImplementation((one, other) => {
    compared.push([String(one), String(other)]);
    return timingSafeEqual(one, other);
  });
  syncBuiltinESMExports();
  world = await openWorld();
});
beforeEach(() => {
  compared.length = 0;
});
afterAll(async () => {
  vi.restoreAllMocks();
  syncBuiltinESMExports();
  await world.close();
});

describe('two digests', () => {
  it('are equal or not, whatever their lengths', async () => {
    const digest = await sha256('a');
    expect(digest).toBe('ypeBEsobvcr6wjGzmiPcTaeG7_gUfE5yuYB3ha_uSLs');
    expect(sameDigest(digest, await sha256('a'))).toBe(true);
    for (const other of [await sha256('b'), digest.slice(1), `${digest}A`, '']) {
      expect(sameDigest(digest, other)).toBe(false);
    }
  });

  it('are compared whole, in constant time [CA-5]', async () => {
    const [one, other] = [await sha256('a'), await sha256('b')];
    sameDigest(one, other);
    expect(compared).toEqual([[one, other]]);
  });
});

describe('the secret of a client', () => {
  it('is compared in that way by its digest, right or wrong [CA-5]', async () => {
    const { client, secret } = await addConfidentialClient(world, 'client_secret_post');
    const stored = await sha256(secret);
    for (const attempt of [secret, 'wrong', `${secret}x`, secret.slice(0, -1)]) {
      compared.length = 0;
      const parameters = { client_id: client.id, client_secret: attempt, token: 'x' };
      const { status } = await post(world.server.revoke, parameters);
      expect(status).toBe(attempt === secret ? 200 : 401);
      expect(compared).toEqual([[await sha256(attempt), stored]]);
    }
  });

  it('is compared in that way in a header, too [CA-5]', async () => {
    const { client, secret } = await addConfidentialClient(world, 'client_secret_basic');
    const authorization = `Basic ${btoa(`${client.id}:${secret}x`)}`;
    await post(world.server.revoke, { token: 'x' }, { authorization });
    expect(compared).toContainEqual([await sha256(`${secret}x`), await sha256(secret)]);
  });
});

describe('an initial access token', () => {
  it('is compared in that way [CA-5] [DCR-17]', async () => {
    const registration = { initialAccessTokens: ['one', 'other'], mostUnused: 9 };
    const other = await openWorld({ registration });
    await register(other, {}, { authorization: 'Bearer wrong' });
    const wrong = await sha256('wrong');
    // At once, in whichever order.
    expect(compared).toHaveLength(2);
    expect(compared).toContainEqual([wrong, await sha256('one')]);
    expect(compared).toContainEqual([wrong, await sha256('other')]);
    await other.close();
  });
});

describe('no other file of the authorization server', () => {
  const withText = async (pattern: RegExp) => {
    const names = await readdir(sources, { recursive: true });
    const files = names.filter((name) => name.endsWith('.ts')).sort();
    const texts = await Promise.all(files.map((name) => readFile(join(sources, name), 'utf8')));
    return files
      .filter((_, index) => pattern.test(texts[index] ?? ''))
      .map((name) => name.replaceAll('\\', '/'));
  };

  it('compares in constant time in a way of its own [CA-5]', async () => {
    expect(await withText(/timingSafeEqual/)).toEqual(['sha256.ts']);
  });

  it('looks at the stored digest of a secret [CA-5]', async () => {
    expect(await withText(/[{,.] *hash *[,.)}=]/)).toEqual(['clients/client-secrets.ts']);
  });
});

/** The operator's tool as a process. */
import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.js';
import type { Client } from '../../src/oauth/clients/client.js';
import { production } from '../config/wrong.js';
import { mintTokens } from '../live/mint-token.js';
import { openSigner } from '../oauth/assertions.js';
import { putKeys, secretKey } from '../oauth/shared-keys.js';
import { acrossProcesses, openTestStore } from '../store/open-test-store.js';
import { handedOver } from './clients/operating.js';
import { adminProcess } from './run-admin.js';

describe.runIf(acrossProcesses)('the operator, wherever they are,', () => {
  let opened: Awaited<ReturnType<typeof openTestStore>>;

  beforeAll(async () => {
    opened = await openTestStore({ clock: Date.now });
    await putKeys(opened.store, Date.now);
  });
  afterAll(() => opened.close());

  it('adds a client whose keys are in a file [REG-1]', async () => {
    const { publicKey } = await openSigner();
    const name = `keys-${randomUUID()}.json`;
    const path = join(tmpdir(), name);
    await writeFile(path, JSON.stringify({ keys: [publicKey] }));
    const program = adminProcess(opened.url);
    const options = '--redirect-uri https://client.example/callback --auth-method private_key_jwt';
    const { code, output } = await program(`clients add Signer ${options} --jwks ${name}`);
    await rm(path);
    expect(code).toBe(0);
    const { id } = handedOver(output);
    expect((await opened.store.get<Client>('client', id))?.value).toMatchObject({
      name: 'Signer',
      origin: 'operator',
      jwks: { keys: [{ x: publicKey.x }] },
    });
    const missing = await program(`clients add Signer ${options} --jwks ${name}`);
    expect(missing).toMatchObject({ code: 1, output: '' });
    expect(missing.errors).toBe(`${name} cannot be read: name a file with a JWK Set.\n`);
  });

  it('is audited where the logs of a production server go [SEC-5]', async () => {
    const config = readConfig({ SECRET_KEYS: secretKey });
    const issuer = { config, store: opened.store, clock: Date.now };
    const { grantId } = await mintTokens(issuer, { name: 'ada', scopes: [] });
    const program = adminProcess(opened.url, production);
    const { errors } = await program(`grants revoke ${grantId}`);
    expect(JSON.parse(errors)).toMatchObject({
      audit: 'grant.revoked',
      grantId,
      reason: 'operator_request',
    });
  });
});

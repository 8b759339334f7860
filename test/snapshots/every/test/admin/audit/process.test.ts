/** `audit tail`, on the audit of a running server. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LiveServer, openLiveServer } from '../../live/plain-server.js';
import { adminProcess } from '../run-admin.js';

let folder: string;
let auditLog: string;
let live: LiveServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'audit-'));
  auditLog = join(folder, 'audit.jsonl');
  live = await openLiveServer({ auditLog });
});
afterAll(async () => {
  await live.close();
  rmSync(folder, { recursive: true, force: true });
});

it('audit tail prints the audit of a server [SEC-5]', async () => {
  const response = await fetch(`${live.config.publicUrl}/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ redirect_uris: ['javascript:alert(1)'] }),
  });
  expect(response.status).toBe(400);
  const admin = adminProcess(live.config.databaseUrl, { AUDIT_LOG: auditLog });
  await expect
    .poll(async () => (await admin('audit tail --event client')).output, {
      timeout: 20_000,
      interval: 100,
    })
    .toMatch(/ client\.refused .* invalid_redirect_uri$/m);
});

/** The audit as a file. */
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AuditFile, openAuditFile } from '../../src/log/audit-file.js';
import { auditTo, logRequests } from '../../src/log.js';
import { captureLog } from './capture.js';

let folder: string;
let path: string;
let failures: unknown[];
let recoveries: number[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'audit-'));
  path = join(folder, 'data', 'audit.jsonl');
  failures = [];
  recoveries = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function open(): AuditFile {
  return openAuditFile(path, {
    clock: () => Date.UTC(2030, 0, 31, 12, 30),
    onFailure: (error) => failures.push(error),
    onRecovery: (missing) => recoveries.push(missing),
  });
}

const lines = (file = path) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

const event = (clientId: string) => ({ event: 'client.registered', clientId }) as const;

describe('the audit file', () => {
  it('has a line for each event, in order, and is made with its folder [SEC-5]', async () => {
    const file = open();
    const ids = Array.from({ length: 200 }, (_, n) => `client_${n}`);
    for (const id of ids) file.append({ ...event(id), address: '192.0.2.1' });
    await file.settled();
    expect(lines().map(({ clientId }) => clientId)).toEqual(ids);
    expect(readFileSync(path, 'utf8').split('\n')[0]).toBe(
      '{"time":"2030-01-31T12:30:00.000Z","event":"client.registered","clientId":"client_0","address":"192.0.2.1"}',
    );
    expect(statSync(path).mode & 0o007).toBe(0);
  });

  it('goes on where it was, and shares the file with others [SEC-5]', async () => {
    const [one, other] = [open(), open()];
    for (let n = 0; n < 50; n += 1) {
      one.append(event(`client_${n}`));
      other.append(event(`client_${n}`));
    }
    await Promise.all([one.settled(), other.settled()]);
    const third = open();
    third.append(event('client_last'));
    await third.settled();
    expect(lines()).toHaveLength(101);
  });

  it('survives a rotation, by another name or to nothing [SEC-5]', async () => {
    const file = open();
    file.append(event('client_1'));
    await file.settled();
    renameSync(path, `${path}.1`);
    file.append(event('client_2'));
    await file.settled();
    expect(lines(`${path}.1`)).toMatchObject([{ clientId: 'client_1' }]);
    expect(lines()).toMatchObject([{ clientId: 'client_2' }]);
    truncateSync(path);
    file.append(event('client_3'));
    await file.settled();
    expect(lines()).toMatchObject([{ clientId: 'client_3' }]);
  });

  it('says at the start, once, that it cannot be written, and never throws [SEC-5]', async () => {
    mkdirSync(path, { recursive: true });
    const file = open();
    await file.settled();
    expect(failures).toHaveLength(1);
    for (let n = 0; n < 20; n += 1) file.append(event(`client_${n}`));
    await file.settled();
    expect(failures).toHaveLength(1);
    expect(recoveries).toEqual([]);
  });

  it('says what is missing when it can be written again, and ends a torn line [SEC-5]', async () => {
    const file = open();
    file.append(event('client_1'));
    await file.settled();
    rmSync(path);
    mkdirSync(path);
    for (const n of [2, 3, 4]) file.append(event(`client_${n}`));
    await file.settled();
    rmSync(path, { recursive: true });
    appendFileSync(path, '{"time":"2030-01-31T12:30');
    file.append(event('client_5'));
    file.append(event('client_6'));
    await file.settled();
    expect([failures.length, recoveries]).toEqual([1, [3]]);
    const [, ...rest] = readFileSync(path, 'utf8').trim().split('\n');
    expect(rest.map((line) => JSON.parse(line).clientId)).toEqual(['client_5', 'client_6']);
    rmSync(path);
    mkdirSync(path);
    file.append(event('client_7'));
    await file.settled();
    expect(failures).toHaveLength(2);
  });

  it('forgets what a disk cannot take in time rather than fill the memory [SEC-5]', async () => {
    const file = open();
    for (let n = 0; n < 10_500; n += 1) file.append(event(`client_${n}`));
    await file.settled();
    expect(failures).toHaveLength(1);
    file.append(event('client_last'));
    await file.settled();
    expect(recoveries.length).toBeGreaterThan(0);
    const written = lines();
    const missing = recoveries.reduce((sum, some) => sum + some, 0);
    expect(written.length + missing).toBe(10_501);
    expect(written.at(-1)).toMatchObject({ clientId: 'client_last' });
  });

  it('holds no secret, even if an event does [RS-16] [SEC-5]', async () => {
    const file = open();
    const reason = 'Bearer Planted0Value1That2Opens3Something';
    file.append({ event: 'token.refused', reason });
    await file.settled();
    expect(readFileSync(path, 'utf8')).not.toContain('Planted');
    expect(lines()).toMatchObject([{ event: 'token.refused' }]);
  });
});

it('auditTo writes to log and file, with the id of the request; silence is for the log alone [SEC-5]', async () => {
  const file = open();
  const loud = captureLog();
  const audit = auditTo(loud.log, file);
  const app = logRequests(loud.log, async () => {
    audit({ event: 'consent.approved', userId: 'user_1', asked: ['a', 'b'], granted: ['a'] });
    return new Response();
  });
  const answer = await app(new Request('https://a.example/consent'), { address: '192.0.2.1' });
  const silent = captureLog({ logLevel: 'silent' });
  auditTo(silent.log, file)({ event: 'key.rotated', keyId: 'k1' });
  await file.settled();
  const requestId = answer.headers.get('x-request-id');
  expect(loud.lines()[0]).toMatchObject({ audit: 'consent.approved', requestId });
  expect(silent.text()).toBe('');
  expect(lines()).toMatchObject([
    { event: 'consent.approved', userId: 'user_1', asked: ['a', 'b'], granted: ['a'], requestId },
    { event: 'key.rotated', keyId: 'k1' },
  ]);
  expect(lines()[1]).not.toHaveProperty('requestId');
});

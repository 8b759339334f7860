/** `audit tail`: the latest security decisions. */
import {
  appendFileSync,
  mkdtempSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../src/store/contract.js';
import { adminHere, type Ended } from '../run-admin.js';

/** Nothing of it is asked. */
const store = {} as Store;

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'audit-'));
  path = join(folder, 'audit.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function line(second: number, event: string, details: object = {}): string {
  const time = new Date(Date.UTC(2030, 0, 31, 12, 0, second)).toISOString();
  return `${JSON.stringify({ time, event, ...details })}\n`;
}

const tail = (options = '', input = '', auditLog: string | undefined = path): Promise<Ended> =>
  adminHere(store, { auditLog })(`audit tail ${options}`.trim(), input);

function cells({ output }: Ended): string[][] {
  const [, ...rows] = output.trimEnd().split('\n');
  return rows.map((row) => row.split(/ {2,}/));
}

const some = [
  line(1, 'login.succeeded', { userId: 'user_1', userName: 'ann', address: '192.0.2.1' }),
  line(2, 'consent.approved', {
    userId: 'user_1',
    clientId: 'client_a',
    grantId: 'g1',
    asked: ['notes:read', 'notes:write'],
    granted: ['notes:read'],
  }),
  line(3, 'code.redeemed', { userId: 'user_1', clientId: 'client_a', grantId: 'g1' }),
  line(4, 'refresh.reused', { userId: 'user_2', clientId: 'client_b', grantId: 'g2' }),
  line(5, 'key.rotated', { keyId: 'k1', reason: 'operator_request', requestId: 'r1' }),
];

describe('audit tail', () => {
  it('prints a table, and marks alarms [SEC-5]', async () => {
    writeFileSync(path, some.join(''));
    const { code, output, errors } = await tail();
    expect([code, errors]).toEqual([0, '']);
    expect(output).toBe(
      [
        'TIME (UTC)              EVENT             USER    CLIENT    GRANT  ADDRESS    WHY',
        '2030-01-31 12:00:01     login.succeeded   ann                      192.0.2.1',
        '2030-01-31 12:00:02     consent.approved  user_1  client_a  g1                asked notes:read notes:write, granted notes:read',
        '2030-01-31 12:00:03     code.redeemed     user_1  client_a  g1',
        '2030-01-31 12:00:04  !  refresh.reused    user_2  client_b  g2',
        '2030-01-31 12:00:05     key.rotated                                           operator_request, key k1',
        '',
      ].join('\n'),
    );
  });

  it('prints the latest twenty unless told otherwise', async () => {
    writeFileSync(path, Array.from({ length: 50 }, (_, n) => line(n, 'consent.denied')).join(''));
    expect(cells(await tail())).toHaveLength(20);
    const two = await tail('--limit 2');
    expect(cells(two).map(([time]) => time)).toEqual([
      '2030-01-31 12:00:48',
      '2030-01-31 12:00:49',
    ]);
    expect((await tail('--limit 0')).output).toBe('No events.\n');
  });

  it.each([
    ['--event refresh.reused', ['refresh.reused']],
    ['--event login', ['login.succeeded']],
    ['--user user_1', ['login.succeeded', 'consent.approved', 'code.redeemed']],
    ['--user ann', ['login.succeeded']],
    ['--client client_a', ['consent.approved', 'code.redeemed']],
    ['--client client_a --event code', ['code.redeemed']],
    ['--user user_1 --limit 1', ['code.redeemed']],
  ])('selects by %s', async (options, expected) => {
    writeFileSync(path, some.join(''));
    expect((await tail(options)).output.match(/[a-z]+\.[a-z]+/g)).toEqual(expected);
  });

  it('refuses an unknown event, and names the groups', async () => {
    const { code, errors } = await tail('--event refresh.stolen');
    expect(code).toBe(2);
    expect(errors).toContain('There is no event refresh.stolen');
    expect(errors).toContain('refresh,');
    expect((await tail('--limit many')).code).toBe(2);
  });

  it('passes over lines and fields that it does not know [RS-16]', async () => {
    const torn = some[0]?.slice(0, 30);
    const foreign = '{"time":7,"event":"x"}\nnull\n[]\n"text"\n\n';
    const planted = line(9, 'token.refused', { token: 'planted', reason: 'unknown', x: 'planted' });
    writeFileSync(path, `${torn}\n${foreign}${planted}${some[4]?.trimEnd()}`);
    const { code, output } = await tail();
    expect(code).toBe(0);
    expect(output).not.toContain('planted');
    expect(output.trimEnd().split('\n')).toHaveLength(3);
  });

  it('cannot be made to show a forged line or to talk to the terminal', async () => {
    const userName = 'a\u001b[2J\n2030-01-31 12:00:00  forged';
    writeFileSync(path, line(1, 'login.failed', { userName }));
    const { output } = await tail();
    expect(output).not.toContain('\u001b');
    expect(output.trimEnd().split('\n')).toHaveLength(2);
  });

  it('reads standard input, lines of the log too', async () => {
    const logged = '{"level":"info","time":"2030-01-31T12:00:07.123Z","audit":"session.ended"}\n';
    const request = '{"level":"info","time":"2030-01-31T12:00:08.123Z","msg":"request"}\n';
    const result = await tail('-', `${some[0]}${logged}${request}`);
    expect(cells(result)).toEqual([
      ['2030-01-31 12:00:01', 'login.succeeded', 'ann', '192.0.2.1'],
      ['2030-01-31 12:00:07', 'session.ended'],
    ]);
    expect(cells(await tail('- --follow', some.join('')))).toHaveLength(5);
  });

  it('reads another file', async () => {
    const other = join(folder, 'audit.jsonl.1');
    writeFileSync(other, some.join(''));
    expect(cells(await tail(other))).toHaveLength(5);
  });

  it('says what to do without a file', async () => {
    for (const [ended, told] of [
      [await adminHere(store)('audit tail'), 'AUDIT_LOG is not set'],
      [await tail(), `${path} cannot be read`],
    ] as const) {
      expect(ended).toMatchObject({ code: 1, output: '', errors: expect.stringContaining(told) });
    }
  });
});

describe('audit tail --follow', () => {
  async function following(steps: readonly (() => void)[], options = '--follow'): Promise<Ended> {
    const left = [...steps];
    const pause = async () => {
      const step = left.shift();
      if (step === undefined) throw new Error('stopped');
      step();
    };
    return adminHere(store, { auditLog: path, pause })(`audit tail ${options}`);
  }
  const seconds = (result: Ended) => cells(result).map(([time = '']) => Number(time.slice(-2)));
  const add = (second: number) => () => appendFileSync(path, line(second, 'consent.denied'));

  it('goes on with whole lines, in the same columns', async () => {
    writeFileSync(path, line(1, 'login.failed', { userName: 'somebody' }));
    const third = line(3, 'consent.denied');
    const result = await following([
      add(2),
      () => appendFileSync(path, third.slice(0, 20)),
      () => appendFileSync(path, third.slice(20)),
    ]);
    expect(seconds(result)).toEqual([1, 2, 3]);
    const starts = result.output
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((row) => row.search(/login|consent/));
    expect(new Set(starts).size).toBe(1);
  });

  it('survives a rotation, and loses nothing [SEC-5]', async () => {
    writeFileSync(path, line(1, 'consent.denied'));
    const result = await following([
      add(2),
      () => {
        add(3)();
        renameSync(path, `${path}.1`);
      },
      () => appendFileSync(`${path}.1`, line(4, 'consent.denied')),
      () => {
        appendFileSync(`${path}.1`, line(5, 'consent.denied'));
        writeFileSync(path, line(6, 'consent.denied'));
      },
      add(7),
    ]);
    expect(seconds(result)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('follows a file that is emptied [SEC-5]', async () => {
    writeFileSync(path, line(1, 'consent.denied') + line(2, 'consent.denied'));
    const result = await following([() => truncateSync(path), add(3), add(4)]);
    expect(seconds(result)).toEqual([1, 2, 3, 4]);
  });

  it('goes on selecting, with the heading at once', async () => {
    writeFileSync(path, line(1, 'consent.denied'));
    const grant = () => appendFileSync(path, line(3, 'grant.revoked'));
    const result = await following([add(2), grant, add(4)], '--follow --event grant');
    expect(seconds(result)).toEqual([3]);
    const none = await following([add(5)], '--follow --limit 0');
    expect(seconds(none)).toEqual([5]);
  });
});

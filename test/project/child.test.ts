// Child processes: what is kept of them.
import { realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startChild } from '../../src/project/child.js';

const cwd = await realpath(tmpdir());
const env = process.env;
const node = (script: string, input?: string) =>
  startChild(process.execPath, ['-e', script], { cwd, env, input });

it('keeps both streams in the order in which they came, and standard output for itself', async () => {
  const script = `
    process.stdout.write('one\\n', () =>
      setTimeout(() => process.stderr.write('two\\n', () => setTimeout(() => console.log('thr\u00e9e'), 50)), 50));
  `;
  expect(await node(script).ended).toEqual({
    exitCode: 0,
    found: true,
    stdout: 'one\nthr\u00e9e',
    output: 'one\ntwo\nthr\u00e9e',
  });
});

it('runs in the folder and with no other variables than those given', async () => {
  const script = 'console.log(process.cwd(), process.env.MINE, process.env.HOME)';
  const small = { PATH: process.env['PATH'], SystemRoot: process.env['SystemRoot'], MINE: 'yes' };
  const child = startChild(process.execPath, ['-e', script], { cwd, env: small });
  expect((await child.ended).stdout).toBe(`${cwd} yes undefined`);
});

it('hands over what is for its standard input, which is empty otherwise', async () => {
  const echo = 'process.stdin.pipe(process.stdout)';
  expect((await node(echo, 'words').ended).stdout).toBe('words');
  expect((await node(echo).ended).stdout).toBe('');
});

it('says how a program failed', async () => {
  expect(await node('process.exit(3)', 'unread'.repeat(100_000)).ended).toMatchObject({
    exitCode: 3,
    found: true,
  });
});

it('knows a program that does not exist from one that fails', async () => {
  const child = startChild('there-is-no-such-program', [], { cwd, env });
  expect(child.pid).toBeUndefined();
  expect(await child.ended).toMatchObject({ found: false });
  const nowhere = startChild(process.execPath, [], { cwd: join(cwd, 'no', 'such', 'place'), env });
  expect((await nowhere.ended).exitCode).toBeUndefined();
});

it('has no exit code when a signal ended it', async () => {
  const child = node('process.kill(process.pid, "SIGKILL")');
  const { found, exitCode } = await child.ended;
  // Windows knows no signals: there it ends as if it had failed.
  const expected = process.platform === 'win32' ? 1 : undefined;
  expect({ found, exitCode }).toEqual({ found: true, exitCode: expected });
});

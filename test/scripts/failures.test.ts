// The lines at the end of npm test that name what failed.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { failuresIn, lastLines } from '../../scripts/failures.js';
import { temporaryFolder } from '../temporary-folder.js';

async function reported(value: object): Promise<string> {
  const file = join(await temporaryFolder(), 'report.json');
  await writeFile(file, JSON.stringify(value));
  return file;
}

const passed = { status: 'passed', fullName: 'goes on', failureMessages: [] };
const failed = {
  status: 'failed',
  fullName: 'refuses a second redemption',
  failureMessages: ['\u001b[31mAssertionError\u001b[39m: expected 200\n    at x.ts:1'],
};

it('names the file, the test and the first words of the reason', async () => {
  const file = await reported({
    testResults: [
      {
        name: '/p/test/a.test.ts',
        status: 'failed',
        message: '',
        assertionResults: [passed, failed],
      },
      { name: '/p/test/b.test.ts', status: 'passed', message: '', assertionResults: [passed] },
    ],
  });
  expect(failuresIn(file, '/p')).toEqual([
    'test/a.test.ts: refuses a second redemption: AssertionError: expected 200 at x.ts:1',
  ]);
});

it('names a file that could not be loaded', async () => {
  const testResults = [
    { name: '/p/a.test.ts', status: 'failed', message: 'No such module', assertionResults: [] },
  ];
  expect(failuresIn(await reported({ testResults }), '/p')).toEqual(['a.test.ts: No such module']);
});

it('shortens a long reason', async () => {
  const long = { ...failed, failureMessages: ['x'.repeat(10_000)] };
  const testResults = [{ name: '/p/a', status: 'failed', message: '', assertionResults: [long] }];
  const [line = ''] = failuresIn(await reported({ testResults }), '/p');
  expect(line.length).toBeLessThan(400);
});

it('takes a list as it is, and has nothing to say of what was never written', async () => {
  expect(failuresIn(await reported({ passed: 1, failed: 1, failures: ['a: b'] }), '/p')).toEqual([
    'a: b',
  ]);
  expect(failuresIn(join(await temporaryFolder(), 'none.json'), '/p')).toEqual([]);
});

it('keeps the end of what a program printed', () => {
  const lines = Array.from({ length: 100 }, (_, index) => `line ${index}`);
  expect(lastLines(`${lines.join('\n')}\n\n`)).toBe(lines.slice(-8).join('\n'));
});

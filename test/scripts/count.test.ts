// The numbers in the last line of npm test.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { count } from '../../scripts/count.js';
import { temporaryFolder } from '../temporary-folder.js';

const report = (values: object) => ({
  numPassedTests: 5,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  success: true,
  ...values,
});

it.each([
  ['every test that passed', report({}), { passed: 5, failed: 0 }],
  [
    'every test that failed',
    report({ numFailedTests: 2, success: false }),
    { passed: 5, failed: 2 },
  ],
  ['a skipped test as failed', report({ numPendingTests: 1 }), { passed: 5, failed: 1 }],
  [
    'a file that could not be loaded as one failure',
    report({ success: false }),
    { passed: 5, failed: 1 },
  ],
  [
    'a run without any test as one failure',
    report({ numPassedTests: 0 }),
    { passed: 0, failed: 1 },
  ],
  ['counts that were added up before', { passed: 7, failed: 1 }, { passed: 7, failed: 1 }],
])('counts %s', async (_case, value, expected) => {
  const file = join(await temporaryFolder(), 'report.json');
  await writeFile(file, JSON.stringify(value));
  expect(count(file)).toEqual(expected);
});

it('counts a report that was never written as one failure', async () => {
  expect(count(join(await temporaryFolder(), 'none.json'))).toEqual({ passed: 0, failed: 1 });
});

it('lets tests be left out where something else sees to them', async () => {
  const file = join(await temporaryFolder(), 'report.json');
  await writeFile(file, JSON.stringify(report({ numPendingTests: 1 })));
  expect(count(file, { mayLeaveOut: true })).toEqual({ passed: 5, failed: 0 });
});

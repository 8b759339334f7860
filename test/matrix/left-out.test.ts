// Whether all tests of a file run in a project is told from their conditions and the project.
import { expect, it } from 'vitest';
import { conditionsIn, leavesOut } from './left-out.js';

const project = (acrossProcesses: string, ownServer: string, scopes: readonly string[]) =>
  conditionsIn(
    new Map([
      [
        'test/store/open-test-store.ts',
        `export const acrossProcesses: boolean = ${acrossProcesses};
export const ownServer: StartServer | undefined = ${ownServer};
`,
      ],
      ['src/project.json', JSON.stringify({ scopes })],
    ]),
  );
const able = project('true', "process.env['URL'] ? undefined : () => start()", ['read', 'write']);
const unable = project('false', 'undefined', ['all']);

it.each([
  ['nothing', "it('x', () => {})", false, false],
  ['another process', "describe.runIf(acrossProcesses)('x', () => {})", false, true],
  ['that there is no other process', "it.runIf(!acrossProcesses)('x', () => {})", true, false],
  ['the same in other words', "suite.skipIf(acrossProcesses)('x', () => {})", true, false],
  ['a server of its own', "it.runIf(ownServer !== undefined)('x', () => {})", false, true],
  ['further scopes', 'it.runIf(hasMoreToAskFor)(\n', false, true],
  ['this and that', 'it.runIf(acrossProcesses)(); it.runIf(!acrossProcesses)()', true, true],
  ['something unknown', 'it.runIf(isRoot)()', true, true],
  ['an expression', 'it.runIf(acrossProcesses && isRoot)()', true, true],
])('a file that asks for %s', (_what, text, onAble, onUnable) => {
  expect([leavesOut(text, able), leavesOut(text, unable)]).toEqual([onAble, onUnable]);
});

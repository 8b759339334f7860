/** The MCP endpoint under the conformance tool, in both eras. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import * as toolset from '../../src/mcp/tools/index.js';
import { scopes } from '../../src/scopes.js';
import { mintToken } from '../live/mint-token.js';
import { openLiveServer } from '../live/server.js';
import { leftOutOf, leftOutTable } from './left-out.js';
import { runTool, type ToolRun } from './tool.js';
import { addToken } from './with-token.js';

async function runScenarios(revision: string): Promise<ToolRun> {
  const live = await openLiveServer({}, '', toolset);
  const everything = scopes.map(({ name }) => name);
  const token = await mintToken(live, { name: 'ada', scopes: everything });
  const between = await addToken(live.mcpUrl, token);
  const folder = await mkdtemp(join(tmpdir(), 'left-out-'));
  try {
    const file = join(folder, 'left-out.yaml');
    const lines = [...leftOutOf(revision)].map((name) => `  - ${name}\n`);
    await writeFile(file, `server:\n${lines.join('')}`);
    const which = ['--requirements', revision, '--expected-failures', file];
    return await runTool(['server', '--url', between.url, ...which]);
  } finally {
    await rm(folder, { recursive: true });
    await between.close();
    await live.close();
  }
}

function verdict(run: ToolRun, scenario: string, revision: string) {
  const without = leftOutOf(revision);
  const all = run.scenarios.get(scenario) ?? [];
  const checks = all.filter(({ id }) => !without.has(`${scenario}:${id}`));
  const wrong = checks.filter(({ status }) => status === 'FAILURE' || status === 'WARNING');
  return {
    wrong: wrong.map(({ id, errorMessage = '' }) => `${id}: ${errorMessage}`),
    passed: checks.filter(({ status }) => status === 'SUCCESS').length,
  };
}

for (const revision of ['2026-07-28', '2025-11-25']) {
  const run = await runScenarios(revision);
  const looked = [...run.scenarios.keys()].filter((name) => !leftOutOf(revision).has(name)).sort();

  describe(`the server scenarios of ${revision}`, () => {
    it.each(looked)('%s', (scenario) => {
      const { wrong, passed } = verdict(run, scenario, revision);
      expect(wrong).toEqual([]);
      expect(passed).toBeGreaterThan(0);
    });

    it('pass, and what is left out still fails', () => {
      expect(run.exitCode, run.summary).toBe(0);
      expect(looked).toEqual(expect.arrayContaining(['dns-rebinding-protection', 'tools-list']));
    });
  });
}

afterAll(() => console.log(leftOutTable()));

/** The authorization server under the conformance tool. */
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { approve, openLiveBrowser } from '../live/approve.js';
import { freePort } from '../live/free-port.js';
import { register } from '../live/register.js';
import { openLiveServer } from '../live/server.js';
import { addPerson } from '../login/person.js';
import { runTool, type ToolRun } from './tool.js';

/** Runs the tool, and signs in at the address that it shows. */
async function runScenarios(withResource: boolean): Promise<ToolRun> {
  const live = await openLiveServer();
  const { store, clock, config } = live;
  try {
    const port = await freePort();
    const redirect_uris = [`http://127.0.0.1:${port}/callback`];
    const { client_id } = await register(config.publicUrl, { redirect_uris });
    const ada = await addPerson({ store, clock, random: randomBytes }, 'ada');
    const resource = withResource ? ['--resource', live.mcpUrl] : [];
    let visited: Promise<unknown> | undefined;
    const run = await runTool(
      [
        ...['authorization', '--url', config.publicUrl, '--client-id', client_id],
        ...['--port', `${port}`, ...resource],
      ],
      (output) => {
        const [shown] = /^http\S+[?&]state=\S+$/m.exec(output) ?? [];
        if (shown === undefined || visited !== undefined) return;
        visited = approve(openLiveBrowser(live), ada, new URL(shown)).then((answer) =>
          fetch(`http://127.0.0.1:${port}/callback?${answer}`),
        );
      },
    );
    await visited;
    return run;
  } finally {
    await live.close();
  }
}

for (const withResource of [false, true]) {
  const run = await runScenarios(withResource);

  describe(`the authorization scenarios, ${withResource ? 'with' : 'without'} a resource`, () => {
    it.each([...run.scenarios.keys()].sort())('%s', (scenario) => {
      for (const { id, status, errorMessage } of run.scenarios.get(scenario) ?? []) {
        expect([id, status, errorMessage]).toEqual([id, 'SUCCESS', undefined]);
      }
    });

    it('are two, and pass', () => {
      expect(run.exitCode, run.summary).toBe(0);
      expect(run.scenarios.size, run.summary).toBe(2);
    });
  });
}

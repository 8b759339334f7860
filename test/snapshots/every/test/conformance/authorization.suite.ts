/** The authorization server under the conformance tool, which waits for a person to sign in. */
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { approve, openLiveBrowser } from '../live/approve.js';
import { freePort } from '../live/free-port.js';
import { openLiveServer } from '../live/server.js';
import { addPerson } from '../login/person.js';
import { runTool, type ToolRun } from './tool.js';

/** Runs the tool, and follows the address that it shows as a person does. */
async function runScenarios(withResource: boolean): Promise<ToolRun> {
  const live = await openLiveServer();
  const { store, clock, config } = live;
  try {
    const port = await freePort();
    const client = await register(config.publicUrl, `http://127.0.0.1:${port}/callback`);
    const ada = await addPerson({ store, clock, random: randomBytes }, 'ada');
    const resource = withResource ? ['--resource', live.mcpUrl] : [];
    let visited: Promise<unknown> | undefined;
    const run = await runTool(
      [
        ...['authorization', '--url', config.publicUrl, '--client-id', client],
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

async function register(publicUrl: string, redirectUri: string): Promise<string> {
  const response = await fetch(`${publicUrl}/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      client_name: 'Conformance',
      redirect_uris: [redirectUri],
      token_endpoint_auth_method: 'none',
    }),
  });
  const { client_id } = (await response.json()) as { client_id: string };
  return client_id;
}

for (const withResource of [false, true]) {
  const run = await runScenarios(withResource);

  describe(`the authorization scenarios, ${withResource ? 'with' : 'without'} a resource`, () => {
    it.each([...run.scenarios.keys()].sort())('%s', (scenario) => {
      for (const { id, status, errorMessage } of run.scenarios.get(scenario) ?? []) {
        expect([id, status, errorMessage]).toEqual([id, 'SUCCESS', undefined]);
      }
    });

    it('are two, and passed in the judgement of the tool', () => {
      expect(run.exitCode, run.summary).toBe(0);
      expect(run.scenarios.size, run.summary).toBe(2);
    });
  });
}

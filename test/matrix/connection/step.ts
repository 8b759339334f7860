// The last step of every variant: its built server, and a client that knows nothing but its address.
import type { Variant } from '../../../src/answers/schema.js';
import type { CommandResult } from '../command.js';
import { liveOneConnection } from './live.js';
import { people } from './person.js';
import { freePort, startServer } from './server.js';

/** Starts the built project and lives one whole connection with it. */
export async function connectionStep(
  variant: Variant,
  folder: string,
  env: NodeJS.ProcessEnv,
): Promise<CommandResult> {
  const started = performance.now();
  const problem = await problemWith(variant, folder, env).catch((error: unknown) => error);
  return {
    ok: problem === undefined,
    output: problem instanceof Error ? (problem.stack ?? problem.message) : `${problem ?? ''}`,
    seconds: (performance.now() - started) / 1000,
  };
}

async function problemWith(
  variant: Variant,
  folder: string,
  outer: NodeJS.ProcessEnv,
): Promise<void> {
  const port = await freePort();
  const env = { ...outer, PORT: String(port) };
  const meet = people[variant.upstream];
  if (meet === undefined) throw new Error(`Nobody can sign in with upstream ${variant.upstream}`);
  const person = await meet({ folder, env });
  try {
    const server = await startServer(folder, { ...env, ...person.env }, port);
    try {
      await liveOneConnection(server.url, person.signIn);
    } catch (error) {
      throw new Error(`${(error as Error).stack}\n\nThe server said:\n${await server.stop()}`);
    }
    await server.stop();
  } finally {
    await person.close();
  }
}

#!/usr/bin/env node
// argv -> command -> exit code: the only file that ends the process.
import { wantsJson } from './command-line/wants-json.js';
import { CreateError } from './errors.js';
import { nodeVersionProblem } from './node-version.js';
import { printFailure } from './ui/failure.js';

const problem = nodeVersionProblem(process.version);
if (problem !== undefined) fail(new CreateError('NODE_TOO_OLD', problem));

const stop = new AbortController();
const stopped = (error: CreateError) => () => {
  if (stop.signal.aborted) process.exit(error.exitCode);
  stop.abort(error);
};
process.on('SIGINT', stopped(new CreateError('CANCELLED', 'Cancelled.')));
process.on('SIGTERM', stopped(new CreateError('TERMINATED', 'Asked to stop.')));
process.on('SIGHUP', stopped(new CreateError('TERMINATED', 'The terminal was closed.')));

try {
  process.getBuiltinModule('node:module').enableCompileCache?.();
  const { surroundings } = await import('./surroundings.js');
  const { runCommand } = await import('./commands/index.js');
  process.exitCode = await runCommand(await surroundings(import.meta.url, stop.signal));
  stop.signal.throwIfAborted();
} catch (error) {
  fail(error);
}

/** Foreseen failures are told in two sentences; anything else is a mistake of ours, told whole. */
function fail(error: unknown): never {
  const json = wantsJson(process.argv.slice(2));
  if (!(error instanceof CreateError)) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    printFailure({ code: 'UNFORESEEN', message, hint: '' }, json);
    process.exit(1);
  }
  printFailure(error, json);
  process.exit(error.exitCode);
}

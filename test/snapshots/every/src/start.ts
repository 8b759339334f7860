/** The server's process, until a signal ends it. */
import { randomBytes } from 'node:crypto';
import { ConfigError, loadEnvironment, readConfig } from './config.js';
import { CannotListen, type Serve } from './http/contract.js';
import { createLogger } from './log.js';
import type { Toolset } from './mcp/tool.js';
import project from './project.json' with { type: 'json' };
import { openServer } from './server.js';
import { StoreUnavailable, StoreUnfit } from './store/contract.js';
import { welcome } from './welcome.js';

const sweepEveryMs = 10 * 60 * 1000;

/** What a program decides. */
export interface Program {
  serve: Serve;
  /** What the MCP endpoint offers. */
  toolset: Toolset;
}

/**
 * Starts a server, and stops it on SIGTERM and SIGINT; ends the process with 1 if it cannot start.
 */
export async function start(program: Program): Promise<void> {
  try {
    await run(program);
  } catch (error) {
    // The operator's own mistakes need a sentence, not a stack.
    const kinds = [ConfigError, CannotListen, StoreUnavailable, StoreUnfit];
    const expected = kinds.some((kind) => error instanceof kind);
    console.error(expected ? (error as Error).message : error);
    if (error instanceof StoreUnavailable) console.error('See docs/storage.md.');
    process.exitCode = 1;
  }
}

async function run({ serve, toolset }: Program): Promise<void> {
  loadEnvironment();
  const config = readConfig(process.env);
  const log = createLogger(config);
  const server = await openServer(config, {
    log,
    toolset,
    clock: Date.now,
    random: randomBytes,
    serve,
  });

  const sweep = setInterval(() => {
    server.store.sweep().catch((error: unknown) => log.error({ err: error }, 'sweep failed'));
  }, sweepEveryMs);
  sweep.unref();

  const stop = (signal: NodeJS.Signals): void => {
    log.info({ signal }, 'stopping');
    clearInterval(sweep);
    server.close().catch((error: unknown) => {
      log.error({ err: error }, 'failed to stop cleanly');
      process.exitCode = 1;
    });
  };
  // A second signal of the kind ends the process at once.
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);

  const { mcpUrl, localUrl } = server;
  const missing = await server.login.missing?.();
  if (config.production) {
    log.info({ mcpUrl, listening: localUrl }, 'ready');
    if (missing !== undefined) log.warn(missing);
  } else {
    console.log(welcome(project.title, mcpUrl, missing));
  }
}

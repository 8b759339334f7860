/** A whole server in this process. */
import { randomBytes } from 'node:crypto';
import { type Config, readConfig } from '../../src/config.js';
import type { Serve } from '../../src/http/contract.js';
import { createLogger } from '../../src/log.js';
import type { Toolset } from '../../src/mcp/tool.js';
import { openServer, type RunningServer } from '../../src/server.js';
import type { Store } from '../../src/store/contract.js';
import { loginEnvironment } from '../login/environment.js';
import { putKeys, secretKey } from '../oauth/shared-keys.js';
import { acrossProcesses, openTestStore } from '../store/open-test-store.js';
import { freePort } from './free-port.js';
import { sampleToolset } from './sample-toolset.js';

export interface LiveServer {
  config: Config;
  /** What clients are given. */
  mcpUrl: string;
  store: Store;
  running: RunningServer;
  clock: () => number;
  /** Lines of JSON. */
  logged: string[];
  /** Moves the clock forward. */
  pass: (duration: { ms?: number; seconds?: number; days?: number }) => void;
  close: () => Promise<void>;
}

/**
 * Starts a server; close it after the test.
 *
 * @param changes to a development server without limits
 * @param path the prefix of the public URL, for example `/apps/notes`
 */
export type OpenLiveServer = (
  changes?: Partial<Config>,
  path?: string,
  toolset?: Toolset,
) => Promise<LiveServer>;

export function carriedBy(serve: Serve): OpenLiveServer {
  return (changes = {}, path = '', toolset = sampleToolset) => open(serve, changes, path, toolset);
}

async function open(
  serve: Serve,
  changes: Partial<Config>,
  path: string,
  toolset: Toolset,
): Promise<LiveServer> {
  // Official clients go by a clock of their own, so this one starts with theirs.
  let now = Date.now();
  const clock = () => now;
  const opened = await openTestStore({ clock });
  await putKeys(opened.store, clock);
  const port = await freePort();
  const publicUrl = `http://localhost:${port}${path}`;
  const environment = {
    NODE_ENV: 'test',
    PORT: `${port}`,
    PUBLIC_URL: publicUrl,
    DATABASE_URL: opened.url,
    SECRET_KEYS: secretKey,
    // Only the server can put keys into its memory; these are made at once.
    ...(acrossProcesses ? {} : { SIGNING_ALGORITHM: 'ES256' }),
    RATE_LIMITS: 'off',
    LOG_LEVEL: 'debug',
    ...(await loginEnvironment(publicUrl)),
  };
  const config: Config = { ...readConfig(environment), ...changes };
  const logged: string[] = [];
  const output = { write: (line: string) => logged.push(line) };
  const log = createLogger({ production: true, logLevel: config.logLevel }, output);
  const running = await openServer(config, {
    log,
    toolset,
    clock,
    random: randomBytes,
    serve,
  });
  return {
    config,
    mcpUrl: running.mcpUrl,
    store: running.store,
    running,
    clock,
    logged,
    pass: ({ ms = 0, seconds = 0, days = 0 }) => {
      now += ms + seconds * 1000 + days * 86_400_000;
    },
    close: async () => {
      await running.close();
      await opened.close();
    },
  };
}

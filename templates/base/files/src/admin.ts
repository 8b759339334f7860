/** The operator's tool: `admin --help` says what it can do. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AdminProblem } from './admin/command.js';
import { type Opened, runAdmin } from './admin/run.js';
import { createTerminal, type Terminal } from './admin/terminal.js';
import { loadEnvironment, oauthSettings, readConfig } from './config.js';
import { auditTo, createLogger } from './log.js';
import { createSecrets } from './oauth/secrets.js';
import { openStore } from './store/index.js';

const { stdin: input, stdout: output, stderr: errors } = process;
process.exitCode = await runAdmin(
  process.argv.slice(2),
  createTerminal({ input, output, errors }),
  open,
);

async function open(terminal: Terminal): Promise<Opened> {
  const calledFrom = process.cwd();
  // Called from elsewhere, a relative DATABASE_URL would name another, empty database.
  process.chdir(fileURLToPath(new URL('..', import.meta.url)));
  const config = readConfig(loadEnvironment());
  // The operator reads the outcome; the audit is for the collected logs of a production server.
  const logLevel = config.production ? config.logLevel : 'silent';
  const log = createLogger({ ...config, logLevel }, errors);
  const clock = Date.now;
  const { databaseUrl: url, production } = config;
  const store = await openStore({ url, clock, production });
  if (!store.isShared) {
    throw new AdminProblem(
      'The data is in the memory of the server, out of reach of this program.',
    );
  }
  const oauth = { settings: oauthSettings(config), store, clock, audit: auditTo(log) };
  const secrets = createSecrets(config.secretKeys);
  const ring = { store, clock, secrets, algorithm: config.signingAlgorithm };
  return {
    context: {
      terminal,
      store,
      clock,
      random: randomBytes,
      readFile: async (path) =>
        path === '-' ? terminal.readAll() : readFile(resolve(calledFrom, path), 'utf8'),
      oauth,
      ring,
    },
    close: () => store.close(),
  };
}

/** The operator's tool. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { AdminProblem, type Desk } from './admin/command.js';
import { type Opened, runAdmin } from './admin/run.js';
import { createTerminal } from './admin/terminal.js';
import { type Config, loadEnvironment, oauthSettings, readConfig } from './config.js';
import { auditFileOf, auditTo, createLogger } from './log.js';
import { createSecrets } from './oauth/secrets.js';
import { openStore } from './store/index.js';

const { stdin: input, stdout: output, stderr: errors } = process;
const calledFrom = process.cwd();
// Relative paths in the configuration belong to the project.
process.chdir(fileURLToPath(new URL('..', import.meta.url)));
// Whoever reads may have enough, as `head` does.
output.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

const terminal = createTerminal({ input, output, errors });
const locate = (path: string): string => resolve(calledFrom, path);
const desk: Desk = {
  terminal,
  clock: Date.now,
  random: randomBytes,
  readFile: async (path) => (path === '-' ? terminal.readAll() : readFile(locate(path), 'utf8')),
  locate,
  auditLog: () => configuration().auditLog,
  pause: (ms) => pause(ms),
};
process.exitCode = await runAdmin(process.argv.slice(2), desk, open);

async function open({ clock }: Desk): Promise<Opened> {
  const config = configuration();
  // The audit is for the log in production; the operator sees the outcome.
  const logLevel = config.production ? config.logLevel : 'silent';
  const log = createLogger({ ...config, logLevel }, errors);
  const { databaseUrl: url, production } = config;
  const store = await openStore({ url, clock, production });
  if (!store.isShared) {
    throw new AdminProblem(
      'The data is in the memory of the server, out of reach of this program. What the server prints when it starts says how to sign in.',
    );
  }
  const auditFile = auditFileOf(config, log, clock);
  const oauth = { settings: oauthSettings(config), store, clock, audit: auditTo(log, auditFile) };
  const secrets = createSecrets(config.secretKeys);
  const ring = { store, clock, secrets, algorithm: config.signingAlgorithm };
  return {
    context: { ...desk, store, oauth, ring },
    close: async () => {
      await store.close();
      await auditFile?.settled();
    },
  };
}

function configuration(): Config {
  return readConfig(loadEnvironment());
}

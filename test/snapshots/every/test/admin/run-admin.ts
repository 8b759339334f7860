/** The operator's tool, in this process or as another. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { runAdmin } from '../../src/admin/run.js';
import { createTerminal } from '../../src/admin/terminal.js';
import { oauthSettings, readConfig } from '../../src/config.js';
import type { Audit } from '../../src/oauth/audit.js';
import type { OAuthSettings } from '../../src/oauth/context.js';
import { createSecrets } from '../../src/oauth/secrets.js';
import type { SigningAlgorithm } from '../../src/oauth/signing-algorithm.js';
import type { Store } from '../../src/store/contract.js';
import { programArguments, programEnvironment } from '../live/child.js';

export interface Ended {
  code: number | null;
  output: string;
  errors: string;
}

export type RunAdmin = (command: string, input?: string) => Promise<Ended>;

const secrets = { SECRET_KEYS: 'a-secret-that-only-tests-know-0123456789' };

export interface Surroundings {
  clock: () => number;
  audit: Audit;
  algorithm: SigningAlgorithm;
  settings: OAuthSettings;
  auditLog: string | undefined;
  pause: (ms: number) => Promise<void>;
}

const usual: Surroundings = {
  clock: Date.now,
  audit: () => undefined,
  algorithm: 'RS256',
  settings: oauthSettings(readConfig(secrets)),
  auditLog: undefined,
  pause: () => Promise.reject(new Error('Nothing here waits')),
};

/** Runs commands in this process. */
export function adminHere(store: Store, changes: Partial<Surroundings> = {}): RunAdmin {
  const { clock, audit, algorithm, settings, auditLog, pause } = { ...usual, ...changes };
  const oauth = { settings, store, clock, audit };
  const ring = { store, clock, secrets: createSecrets([secrets.SECRET_KEYS]), algorithm };
  return async (command, typed = '') => {
    const [input, output, errors] = [new PassThrough(), new PassThrough(), new PassThrough()];
    input.end(typed);
    const printed = Promise.all([text(output), text(errors)]);
    const terminal = createTerminal({ input, output, errors });
    const desk = {
      terminal,
      clock,
      random: randomBytes,
      readFile: async () => terminal.readAll(),
      locate: (path: string) => path,
      auditLog: () => auditLog,
      pause,
    };
    const code = await runAdmin(command.split(' '), desk, async () => ({
      context: { ...desk, store, oauth, ring },
      close: async () => undefined,
    }));
    output.end();
    errors.end();
    const [said, complained] = await printed;
    return { code, output: said, errors: complained };
  };
}

/** Runs commands as child processes. */
export function adminProcess(url: string, variables: Record<string, string> = {}): RunAdmin {
  const env = programEnvironment({
    DATABASE_URL: url,
    ...secrets,
    ...variables,
  });
  return async (command, input = '') => {
    const args = [...programArguments('admin'), ...command.split(' ')];
    // Operators call it from wherever they are.
    const child = spawn(process.execPath, args, { env, cwd: tmpdir() });
    child.stdin.on('error', () => undefined).end(input);
    const ended = once(child, 'close');
    const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
    const [code] = await ended;
    return { code, output, errors };
  };
}

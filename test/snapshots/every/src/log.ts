/** The log: JSON lines in production, readable ones in development, and no secrets in either. */
import { type Logger, pino, stdTimeFunctions } from 'pino';
import type { Config } from './config.js';
import { readable } from './log/readable.js';
import { redactFields } from './log/redact.js';
import { requestFields } from './log/requests.js';
import { scrub } from './log/scrub.js';

export { auditFileOf, auditTo } from './log/audit.js';
export { reportMessagesTo } from './log/refused-messages.js';
export { logRequests, reportTo } from './log/requests.js';

export type Log = Logger;

/** Where lines go. */
export interface LogOutput {
  write(line: string): unknown;
}

/** Makes the log of this process. Pass errors as `err`. */
export function createLogger(
  { production, logLevel }: Pick<Config, 'production' | 'logLevel'>,
  output: LogOutput = process.stdout,
): Log {
  return pino(
    {
      level: logLevel,
      base: {},
      timestamp: stdTimeFunctions.isoTime,
      mixin: requestFields,
      serializers: { err: (error: unknown) => error },
      formatters: { level: (label) => ({ level: label }), log: redactFields },
    },
    { write: (line) => void output.write(finished(line, production)) },
  );
}

function finished(line: string, production: boolean): string {
  // Again, because the fields of a child log take another way through pino.
  const fields = redactFields(JSON.parse(line) as Record<string, unknown>);
  return scrub(production ? `${JSON.stringify(fields)}\n` : readable(fields));
}

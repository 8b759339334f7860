/** A log that a test can read. */
import { createLogger, type Log } from '../../src/log.js';

interface Wanted {
  production?: boolean;
  logLevel?: 'trace' | 'info' | 'error' | 'silent';
}

export interface Capture {
  log: Log;
  text: () => string;
  /** Of a production log. */
  lines: () => Record<string, unknown>[];
}

export function captureLog({ production = true, logLevel = 'trace' }: Wanted = {}): Capture {
  let written = '';
  const output = { write: (line: string) => (written += line) };
  return {
    log: createLogger({ production, logLevel }, output),
    text: () => written,
    lines: () =>
      written
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line)),
  };
}

/** The audit as a file: a line of JSON for each event. */
import { appendFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { AuditRecord } from '../oauth/audit.js';
import { redactFields } from './redact.js';
import { requestFields } from './requests.js';
import { scrub } from './scrub.js';

/** Events that may wait for a slow disk; more are in the log alone. */
const mostWaiting = 10_000;

export interface AuditFile {
  /** Returns at once and never throws. */
  append: (event: AuditRecord) => void;
  /** Resolves when everything so far is written, or has failed. */
  settled: () => Promise<void>;
}

export interface AuditFileOptions {
  /** Milliseconds since the epoch. */
  clock: () => number;
  /** Hears of the first of several failures in a row. */
  onFailure: (error: unknown) => void;
  /** Hears that it can be written again, and how many events are missing. */
  onRecovery: (missing: number) => void;
}

/**
 * The file is opened anew for each event, in one write, so that it may be moved away or emptied at any
 * time, and several processes may share it. No request waits for it; `onFailure` hears at the start
 * that it cannot be written.
 */
export function openAuditFile(path: string, options: AuditFileOptions): AuditFile {
  const { clock, onFailure, onRecovery } = options;
  let last = Promise.resolve();
  let waiting = 0;
  let missing = 0;
  let isFailing = false;

  const fail = (error: unknown, events: number): void => {
    missing += events;
    if (!isFailing) onFailure(error);
    isFailing = true;
  };
  const write = async (text: string, events: number): Promise<void> => {
    try {
      // What failed may have left half a line behind: it ends here.
      await appendFile(path, isFailing ? `\n${text}` : text, { mode: 0o640 });
      if (isFailing) onRecovery(missing);
      isFailing = false;
      missing = 0;
    } catch (error) {
      fail(error, events);
    }
  };
  const inTurn = (work: () => Promise<void>): void => {
    waiting += 1;
    last = last.then(work).finally(() => {
      waiting -= 1;
    });
  };

  inTurn(async () => {
    await mkdir(dirname(path), { recursive: true }).catch(() => undefined);
    await write('', 0);
  });
  return {
    append: (event) => {
      if (waiting >= mostWaiting) return fail(new Error('The file is written too slowly'), 1);
      const time = new Date(clock()).toISOString();
      const line = { time, ...event, ...requestFields() };
      inTurn(() => write(`${scrub(JSON.stringify(redactFields(line)))}\n`, 1));
    },
    settled: () => last,
  };
}

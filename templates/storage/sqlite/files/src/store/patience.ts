/** Waits for a locked database without holding up the process. */
import { setTimeout as pause } from 'node:timers/promises';
import { isBusy, storeError } from './failure.js';

/** How long, in milliseconds, a statement waits for the lock before the store is unavailable. */
const PATIENCE = 5_000;

/** The longest pause, in milliseconds, between two tries. */
const LONGEST_PAUSE = 16;

/** Runs synchronous database work when it can; see {@link patiently}. */
export type Run = <T>(work: () => T) => Promise<T>;

/**
 * Runs one piece of synchronous database work; while another process holds the lock, tries again
 * after a short pause, in which this process serves other requests.
 *
 * The wait is real time, not the store's clock: a lock is held by another process.
 *
 * @param work does all of its work or none, so that it may run again.
 * @param deadline by `performance.now()`; work is tried at least once.
 * @returns what `work` returned.
 * @throws StoreUnavailable when the lock was not free in time or the database cannot be used.
 */
export async function patiently<T>(
  work: () => T,
  deadline: number = performance.now() + PATIENCE,
): Promise<T> {
  for (let wait = 1; ; wait = Math.min(wait * 2, LONGEST_PAUSE)) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || performance.now() >= deadline) throw storeError(error);
    }
    await pause(wait);
  }
}

/**
 * A line in which pieces of work run one after another, each {@link patiently}. Only the first
 * competes with other processes, and those behind it follow at once, so none is passed over.
 */
export function waitingLine(): Run {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const deadline = performance.now() + PATIENCE;
    const turn = last.then(() => patiently(work, deadline));
    last = turn.catch(() => undefined);
    return turn;
  };
}

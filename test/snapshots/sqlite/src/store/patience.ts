/** Waits for a locked database without holding up the process. */
import { setTimeout as pause } from 'node:timers/promises';
import { isBusy, storeError } from './failure.js';

/** Milliseconds that a statement waits for the lock. */
const PATIENCE = 5_000;

/** Milliseconds between two tries. */
const LONGEST_PAUSE = 16;

/** See {@link patiently}. */
export type Run = <T>(work: () => T) => Promise<T>;

/**
 * While another process holds the lock, tries again after short pauses, in which this one serves
 * other requests; by real time, not the store's clock.
 *
 * @param work does all of its work or none
 * @param deadline by `performance.now()`; work is tried at least once
 * @throws StoreUnavailable when the lock was not free in time or the database cannot be used
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
 * Runs work in line, each {@link patiently}. Only the first competes with other processes, so none
 * is passed over.
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

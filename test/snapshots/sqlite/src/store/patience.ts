/** Waits for a locked database without holding up the process. */
import { setTimeout as pause } from 'node:timers/promises';
import { isBusy, storeError } from './failure.js';

/** Milliseconds that work waits for the lock. */
const PATIENCE = 5_000;

/** The most milliseconds between two tries. */
const LONGEST_PAUSE = 16;

/**
 * Runs synchronous database work, again and again while another process holds the lock: in real time,
 * not by the store's clock.
 *
 * @param work does all or nothing, so that it may run again
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
 * A line in which work runs one after another, each {@link patiently}: only the first competes with
 * other processes, so none is passed over.
 */
export function waitingLine(): <T>(work: () => T) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const deadline = performance.now() + PATIENCE;
    const turn = last.then(() => patiently(work, deadline));
    last = turn.catch(() => undefined);
    return turn;
  };
}

/** Waits for a locked database without holding up the process. */
import { setTimeout as pause } from 'node:timers/promises';
import { isBusy, storeError } from './failure.js';

/** How long, in milliseconds, a statement waits for its turn before the store is unavailable. */
const PATIENCE = 5_000;

/** The longest pause, in milliseconds, between two tries. */
const LONGEST_PAUSE = 16;

/**
 * Runs one piece of synchronous database work; while another process holds the lock, tries again
 * after a short pause, in which this process serves other requests.
 *
 * The wait is real time, not the store's clock: a lock is held by another process.
 *
 * @param work does all of its work or none, so that it may run again.
 * @returns what `work` returned.
 * @throws StoreUnavailable when the lock was not free in time or the database cannot be used.
 */
export async function patiently<T>(work: () => T): Promise<T> {
  const deadline = performance.now() + PATIENCE;
  for (let wait = 1; ; wait = Math.min(wait * 2, LONGEST_PAUSE)) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || performance.now() >= deadline) throw storeError(error);
    }
    await pause(wait);
  }
}

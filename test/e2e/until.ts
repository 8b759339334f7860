// Waits for something outside the test to come true.
import { setTimeout as pause } from 'node:timers/promises';

/** @throws when it has not come true after `limitMs` */
export async function until(
  what: string,
  isTrue: () => boolean | Promise<boolean>,
  limitMs = 40_000,
): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (!(await isTrue())) {
    if (performance.now() > deadline) throw new Error(`Waited in vain until ${what}.`);
    await pause(5);
  }
}

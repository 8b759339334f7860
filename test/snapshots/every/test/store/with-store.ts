/** `it` for the store tests: each test gets an empty store. */
import { test } from 'vitest';
import { openTestStore } from './open-test-store.js';

/** When every test begins, in milliseconds since the epoch. */
export const START = 1_800_000_000_000;

/** With `time`, the clock of the `store`, and its `url`. */
export const it = test
  .extend('time', () => ({ now: START }))
  .extend('opened', async ({ time }, { onCleanup }) => {
    const opened = await openTestStore({ clock: () => time.now });
    onCleanup(() => opened.close());
    return opened;
  })
  .extend('store', ({ opened }) => opened.store)
  .extend('url', ({ opened }) => opened.url);

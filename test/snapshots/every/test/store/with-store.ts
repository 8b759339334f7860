/** `it` with an empty store and the clock that it reads. */
import { test } from 'vitest';
import { openTestStore } from './open-test-store.js';

export const START = 1_800_000_000_000;

/** Set `time.now` to turn the clock; by `url` another process opens the same store. */
export const it = test
  .extend('time', () => ({ now: START }))
  .extend('opened', async ({ time }, { onCleanup }) => {
    const opened = await openTestStore({ clock: () => time.now });
    onCleanup(() => opened.close());
    return opened;
  })
  .extend('store', ({ opened }) => opened.store)
  .extend('url', ({ opened }) => opened.url);

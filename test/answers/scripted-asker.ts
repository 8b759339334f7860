// Somebody who replies as a test has written down.
import type { Asker } from '../../src/answers/asker.js';
import { GoBack } from '../../src/answers/asker.js';

/** In place of a reply: one question back. */
export const back = Symbol('back');

/** Enter: what was offered. */
export const enter = undefined;

/**
 * @param replies in order; Enter when they have run out
 * @returns the asker, and the messages it was asked with
 */
export function scriptedAsker(replies: readonly unknown[]) {
  const left = [...replies];
  const asked: string[] = [];
  const offered: unknown[] = [];
  let count = 0;
  const reply = <T>(message: string, preset: T): T => {
    asked.push(message);
    offered.push(preset);
    const value = left.shift();
    if (value === back) throw new GoBack();
    count += 1;
    return value === enter ? preset : (value as T);
  };
  const allowed = <T>(value: T, found: string | undefined): T => {
    if (found !== undefined) throw new Error(found);
    return value;
  };
  const asker: Asker = {
    text: async ({ message, initial, fallback, problem }) => {
      const value = reply(message, initial || fallback);
      return allowed(value, problem(value));
    },
    one: async ({ message, options, initial }) => {
      const value = reply(message, initial);
      const isOffered = options.some((option) => option.value === value);
      return allowed(value, isOffered ? undefined : `"${value}" is not offered.`);
    },
    some: async ({ message, initial, problem }) => {
      const values = reply(message, [...initial]);
      return allowed(values, problem?.(values));
    },
    yes: async ({ message, initial }) => reply(message, initial),
    get replies() {
      return count;
    },
    rewind: (replies) => {
      count = replies;
    },
  };
  return { asker, asked, offered };
}

// Keys that come while no question is open: several may arrive at once, and none should be lost.
import type { Key } from 'node:readline';
import type { Prompt } from '@clack/core';

/** Gives a question the keys that came before it. */
export type EarlyKeys = <T>(prompt: Prompt<T>) => Promise<T | symbol | undefined>;

/** @param stdin what the prompts read */
export function earlyKeys(stdin: NodeJS.ReadStream): EarlyKeys {
  const early: (readonly [string | undefined, Key])[] = [];
  let isOpen = true;
  // Added before the listener of any prompt, so that the key that ends one is not taken for the next.
  stdin.on('keypress', (character: string | undefined, key: Key) => {
    if (!isOpen) early.push([character, key]);
  });
  return (prompt) => {
    isOpen = true;
    const close = () => {
      isOpen = false;
    };
    prompt.on('submit', close);
    prompt.on('cancel', close);
    const reply = prompt.prompt();
    while (isOpen) {
      const next = early.shift();
      if (next === undefined) break;
      stdin.emit('keypress', ...next);
    }
    return reply;
  };
}

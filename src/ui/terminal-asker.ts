// Asks at a terminal. Ctrl-C and Escape cancel the whole run.
import { confirm, isCancel, multiselect, select, text } from '@clack/prompts';
import type { Asker } from '../answers/prompts.js';
import { CreateError } from '../errors.js';

/** @param stop ends a pending question when the process is asked to stop */
export function terminalAsker(stop: AbortSignal): Asker {
  /** Prompts never take their listener off a signal, so each gets one of its own. */
  const own = () => AbortSignal.any([stop]);
  const answered = <T>(value: T | symbol): T => {
    if (stop.aborted) throw stop.reason;
    if (isCancel(value)) throw new CreateError('CANCELLED', 'Cancelled.');
    return value as T;
  };
  return {
    text: async ({ message, initial, problem }) => {
      const validate = (value: string | undefined) => problem((value || initial).trim());
      const shown = initial === '' ? {} : { placeholder: initial, defaultValue: initial };
      return answered<string>(await text({ message, ...shown, validate, signal: own() })).trim();
    },
    one: async ({ message, options, initial }) =>
      answered<string>(
        await select({ message, options: [...options], initialValue: initial, signal: own() }),
      ),
    some: async ({ message, options }) =>
      answered<string[]>(
        await multiselect({
          message,
          options: [...options],
          required: false,
          signal: own(),
        }),
      ),
    yes: async ({ message, initial }) =>
      answered<boolean>(await confirm({ message, initialValue: initial, signal: own() })),
  };
}

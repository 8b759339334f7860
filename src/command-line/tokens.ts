// Cuts arguments into flags with their values and positionals, for a given set of flags.
import { parseArgs } from 'node:util';
import { CreateError } from '../errors.js';
import type { Flag, Given } from './flag.js';

/**
 * Knows for each flag whether a value follows; flags that are not in the list are left alone.
 *
 * @returns the tokens of `parseArgs`, in the order given
 */
export function tokensOf(argv: readonly string[], flags: readonly Flag[]) {
  const options = Object.fromEntries(
    flags.map(({ name, short, value }) => {
      const type = value === undefined ? ('boolean' as const) : ('string' as const);
      return [name, { type, ...(short === undefined ? {} : { short }) }];
    }),
  );
  return parseArgs({ args: [...argv], options, strict: false, tokens: true }).tokens;
}

/**
 * @param unknown makes the error for a flag that is not in the list, as it was typed
 * @throws CreateError USAGE
 */
export function readGiven(
  argv: readonly string[],
  flags: readonly Flag[],
  unknown: (typed: string) => CreateError,
): Given {
  const values = new Map<string, string[]>();
  const positionals: string[] = [];
  for (const token of tokensOf(argv, flags)) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const flag = flags.find(({ name, short }) => token.name === name || token.name === short);
    if (flag === undefined) throw unknown(token.rawName);
    const earlier = values.get(flag.name) ?? [];
    if (flag.value === undefined) {
      if (token.inlineValue) throw new CreateError('USAGE', `--${flag.name} takes no value.`);
      values.set(flag.name, earlier);
    } else {
      if (earlier.length > 0 && flag.many === undefined) {
        throw new CreateError('USAGE', `--${flag.name} is given twice.`);
      }
      values.set(flag.name, [...earlier, givenValue(flag, token)]);
    }
  }
  return {
    positionals,
    text: (flag) => values.get(flag)?.[0],
    texts: (flag) => values.get(flag) ?? [],
    has: (flag) => values.has(flag),
  };
}

/** The next flag is not a value; after `=` it is. */
function givenValue(
  { name }: Flag,
  { value, inlineValue }: { value?: string | undefined; inlineValue?: boolean | undefined },
): string {
  if (value === undefined || (!inlineValue && /^-./.test(value))) {
    throw new CreateError('USAGE', `--${name} needs a value.`);
  }
  return value;
}

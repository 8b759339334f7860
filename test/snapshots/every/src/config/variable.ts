/** What a variable of the environment is. */
import { z } from 'zod';

/** Ends the sentence "NAME must be …" and reads the text, which is never empty. */
export interface Variable<Value> {
  expected: string;
  schema: z.ZodType<Value, string | undefined>;
}

/** A text that `parse` understands; `undefined` means that it is wrong. */
export function read<Value>(parse: (text: string) => Value | undefined) {
  return z.string().transform((text, context) => {
    const value = parse(text);
    if (value !== undefined) return value;
    context.addIssue('wrong');
    return z.NEVER;
  });
}

/** A whole number within bounds. */
export function whole(what: string, least: number, most: number, otherwise: number) {
  const digits = z.string().regex(/^\d{1,10}$/);
  return {
    expected: `a whole ${what} from ${least} to ${most}`,
    schema: digits.transform(Number).pipe(z.int().min(least).max(most)).default(otherwise),
  };
}

/** A switch. */
export function onOff(otherwise: 'on' | 'off') {
  return {
    expected: '"on" or "off"',
    schema: z
      .enum(['on', 'off'])
      .default(otherwise)
      .transform((value) => value === 'on'),
  };
}

/** Parts between commas, of which `parse` understands each. */
export function listOf<Value>(parse: (text: string) => Value | undefined) {
  return (text: string): Value[] | undefined => {
    const values = text.split(',').map((part) => parse(part.trim()));
    return values.every((value) => value !== undefined) ? values : undefined;
  };
}

/** Parts between commas, none of them repeated. */
export function listOfDifferent<Value>(parse: (text: string) => Value | undefined) {
  const parts = listOf(parse);
  return (text: string): Value[] | undefined => {
    const values = parts(text);
    return new Set(values).size === values?.length ? values : undefined;
  };
}

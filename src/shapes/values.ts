// Shapes of single values.
import type { Shape } from './shape.js';

/** Whatever JSON can say. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

export const anyJson: Shape<Json> = { problems: () => [] };

export const text: Shape<string> = only((value) => typeof value === 'string', 'this must be text');

export const someText: Shape<string> = only(
  (value) => typeof value === 'string' && value !== '',
  'this must be text, and not empty',
);

export const yesOrNo: Shape<boolean> = only(
  (value) => typeof value === 'boolean',
  'this must be true or false',
);

/** Text that passes a test. */
export function textThat(fits: (text: string) => boolean, message: string): Shape<string> {
  return only((value) => typeof value === 'string' && fits(value), message);
}

/** A whole number, both ends included. */
export function wholeNumber(from: number, to: number): Shape<number> {
  return only(
    (value) => Number.isSafeInteger(value) && from <= Number(value) && Number(value) <= to,
    `this must be a whole number from ${from} to ${to}`,
  );
}

export function oneOf<const V extends string | number>(...values: readonly V[]): Shape<V> {
  const known = values.map((value) => JSON.stringify(value)).join(' or ');
  return only((value) => values.includes(value as V), `this must be ${known}`);
}

function only<T>(fits: (value: unknown) => boolean, message: string): Shape<T> {
  return { problems: (value, at) => (fits(value) ? [] : [{ at, message }]) };
}

// Shapes, compared with what Zod makes of the same ones.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { answersFileShape } from '../../src/answers/answers-file.js';
import { answersJsonSchema } from '../../src/answers/answers-schema.js';
import type { Shape } from '../../src/shapes/shape.js';
import { also, read } from '../../src/shapes/shape.js';
import { fields, list, record } from '../../src/shapes/structures.js';
import {
  anyJson,
  oneOf,
  someText,
  text,
  textThat,
  wholeNumber,
  yesOrNo,
} from '../../src/shapes/values.js';

type Pair = readonly [ours: Shape<unknown>, theirs: z.ZodType];

const single: readonly Pair[] = [
  [text, z.string()],
  [someText, z.string().min(1)],
  [yesOrNo, z.boolean()],
  [anyJson, z.json()],
  [wholeNumber(0, 3), z.int().min(0).max(3)],
  [oneOf('a', 'b'), z.enum(['a', 'b'])],
  [oneOf(1), z.literal(1)],
  [textThat((value) => /^a+$/.test(value), 'a'), z.string().regex(/^a+$/)],
  [also(text, (value) => value !== 'b', 'b'), z.string().refine((value) => value !== 'b')],
];

/** Shapes of what holds shapes, three deep. */
const pair: fc.Arbitrary<Pair> = fc.letrec<{ pair: Pair }>((tie) => ({
  pair: fc.oneof(
    { depthSize: 'small', maxDepth: 3, withCrossShrink: true },
    fc.constantFrom(...single),
    tie('pair').map(([ours, theirs]): Pair => [list(ours), z.array(theirs)]),
    tie('pair').map(([ours, theirs]): Pair => [list(ours, 1), z.array(theirs).min(1)]),
    tie('pair').map(([ours, theirs]): Pair => [record(text, ours), z.record(z.string(), theirs)]),
    fc
      .tuple(tie('pair'), tie('pair'))
      .map(
        ([one, other]): Pair => [
          fields({ a: one[0] }, { b: other[0] }),
          z.strictObject({ a: one[1], b: other[1].optional() }),
        ],
      ),
  ),
})).pair;

const leaf = fc.constantFrom<unknown>('', 'a', 'b', 'aa', 0, 1, 3, 4, -1, 0.5, true, false, null);
const key = fc.constantFrom('a', 'b', 'c', 'constructor', '');
const value: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', maxDepth: 3 },
    leaf,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(key, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

const takes = (shape: Shape<unknown>, given: unknown) => shape.problems(given, '').length === 0;

it('takes what Zod takes, and nothing else', () => {
  fc.assert(
    fc.property(pair, fc.array(value, { minLength: 1, maxLength: 20 }), ([ours, theirs], given) => {
      for (const one of given) expect(takes(ours, one)).toBe(theirs.safeParse(one).success);
    }),
    { numRuns: 500 },
  );
});

it('takes the files of answers that their JSON Schema takes', () => {
  const schema = z.fromJSONSchema(answersJsonSchema() as Parameters<typeof z.fromJSONSchema>[0]);
  const some = fc.constantFrom<unknown>('', 'a', 'hono', 'redis', 'oidc', 'google', 'bun', true, 1);
  const scope = fc.dictionary(fc.constantFrom('name', 'description', 'implies', 'x'), some);
  const scopes = fc.array(fc.oneof(fc.constant({ name: 'a', description: 'b' }), scope));
  const keys = [...Object.keys(answersJsonSchema()['properties'] as object), 'x'];
  const file = fc.oneof(
    fc.dictionary(fc.constantFrom(...keys), fc.oneof(some, scopes), { noNullPrototype: true }),
    fc.dictionary(fc.constantFrom('scopes'), scopes, { noNullPrototype: true }),
    ...keys.map((name) => some.map((one) => ({ [name]: one }))),
  );
  fc.assert(
    fc.property(file, (given) => {
      expect(takes(answersFileShape, given)).toBe(schema.safeParse(given).success);
    }),
    { numRuns: 2000 },
  );
});

describe('read', () => {
  const shape = fields(
    { name: text, files: record(text, fields({ mode: wholeNumber(0, 3) })) },
    { tags: list(oneOf('a', 'b')) },
  );

  it('gives back what it was given', () => {
    const given = { name: 'n', files: { 'a.ts': { mode: 1 } }, tags: ['b'] };
    expect(read(shape, given)).toBe(given);
  });

  it('names every problem and its place', () => {
    const given = { files: { 'a.ts': { mode: 4 } }, tags: ['c'], more: 1 };
    expect(() => read(shape, given)).toThrow(
      [
        '- at files["a.ts"].mode: this must be a whole number from 0 to 3',
        '- at tags[0]: this must be "a" or "b"',
        '- "more" is not known here',
        '- "name" is missing',
      ].join('\n'),
    );
  });

  it('refuses __proto__ as a name, which would change what an object is', () => {
    const given: unknown = JSON.parse('{"__proto__":"a"}');
    expect(() => read(record(text, text), given)).toThrow('"__proto__" is no name');
    expect(() => read(fields({}, { a: text }), given)).toThrow('"__proto__" is no name');
  });

  it('does not take what an object inherits for a field of it', () => {
    expect(() => read(fields({ constructor: anyJson }), {})).toThrow('"constructor" is missing');
  });
});

// What data of unknown origin must look like before anything is done with it.

/** What is wrong, and where: `files["a.ts"].owner`, or nothing for the value itself. */
export interface Problem {
  readonly at: string;
  readonly message: string;
}

export interface Shape<T> {
  /** @returns everything that keeps the value from being a `T`, parts of it included */
  readonly problems: (value: unknown, at: string) => readonly Problem[];
  /** Never there: it carries the type. */
  readonly type?: T;
}

/** What a shape describes. */
export type Of<S> = S extends Shape<infer T> ? T : never;

/**
 * @param value what `JSON.parse` has made, of anybody's text
 * @param refuse makes the error of what is wrong: one line for each problem
 * @returns the same value
 */
export function read<T>(
  { problems }: Shape<T>,
  value: unknown,
  refuse = (lines: string): Error => new Error(lines),
): T {
  const found = problems(value, '');
  if (found.length === 0) return value as T;
  throw refuse(found.map(({ at, message }) => `- ${at && `at ${at}: `}${message}`).join('\n'));
}

/** @returns a shape for what also passes a test; the test sees what has the shape already */
export function also<T>(shape: Shape<T>, fits: (value: T) => boolean, message: string): Shape<T> {
  return {
    problems: (value, at) => {
      const found = shape.problems(value, at);
      return found.length > 0 || fits(value as T) ? found : [{ at, message }];
    },
  };
}

// Shapes of what holds other values.
import type { Problem, Shape } from './shape.js';

/** Types of fields -> a shape for each. */
type Shapes<F> = { readonly [K in keyof F]: Shape<F[K]> };
type Optional<F> = { [K in keyof F]?: F[K] | undefined };

/** @param atLeast how many items there must be */
export function list<T>(item: Shape<T>, atLeast = 0): Shape<T[]> {
  const problems = (value: unknown, at: string): readonly Problem[] => {
    if (!Array.isArray(value)) return [{ at, message: 'this must be a list' }];
    if (value.length < atLeast) return [{ at, message: 'this must not be empty' }];
    return value.flatMap((one, index) => item.problems(one, `${at}[${index}]`));
  };
  return { problems };
}

/** An object whose keys are names of the writer's choice. */
export function record<T>(key: Shape<string>, item: Shape<T>): Shape<Record<string, T>> {
  return ofObject((name, value, at) => [
    ...key.problems(name, at),
    ...item.problems(value, `${at}[${JSON.stringify(name)}]`),
  ]);
}

/** An object with these fields and no others. */
export function fields<R extends object, O extends object = object>(
  required: Shapes<R>,
  optional: Shapes<O> = {} as Shapes<O>,
): Shape<R & Optional<O>> {
  const shapes = new Map<string, Shape<unknown>>(Object.entries({ ...required, ...optional }));
  const known = ofObject<R & Optional<O>>((name, value, at) => {
    const shape = shapes.get(name);
    if (shape === undefined) return [{ at, message: `"${name}" is not known here` }];
    return shape.problems(value, at === '' ? name : `${at}.${name}`);
  });
  const problems = (value: unknown, at: string): readonly Problem[] => {
    const found = known.problems(value, at);
    if (!isObject(value)) return found;
    const missing = Object.keys(required).filter((name) => !Object.hasOwn(value, name));
    return [...found, ...missing.map((name) => ({ at, message: `"${name}" is missing` }))];
  };
  return { problems };
}

/** Each entry is looked at, and `__proto__` refused: as a key it means something else to many functions. */
function ofObject<T>(
  entry: (name: string, value: unknown, at: string) => readonly Problem[],
): Shape<T> {
  const problems = (value: unknown, at: string): readonly Problem[] => {
    if (!isObject(value)) return [{ at, message: 'this must be an object' }];
    return Object.entries(value).flatMap(([name, one]) =>
      name === '__proto__' ? [{ at, message: `"${name}" is no name` }] : entry(name, one, at),
    );
  };
  return { problems };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// One function of a source file is given another body.
import { expect, it } from 'vitest';
import { exportedFunctions, withBody } from '../../../scripts/deletion/without.js';

const source = `export function one({ a }: { a: number }): boolean {
  if (a > 0) {
    return false;
  }
  return true;
}

async function two(
  b: string,
): Promise<void> {
  throw new Error(b);
}

function three(c: {
  d: string;
}): c is { d: string } {
  return c.d !== '';
}

export function oneMore(): void {
  one({ a: 1 });
}
`;

it('replaces the body of the named function alone', () => {
  expect(withBody(source, 'one', 'return true;')).toBe(
    source.replace(/ {2}if[\s\S]*?return true;\n/, 'return true;\n'),
  );
});

it('replaces the body of a function whose head has several lines, with text taken as it is', () => {
  expect(withBody(source, 'two', "return '$&';")).toBe(
    source.replace('  throw new Error(b);', () => "return '$&';"),
  );
});

it('replaces the body of a function whose parameter has a type of several lines', () => {
  expect(withBody(source, 'three', 'return true;')).toBe(
    source.replace("  return c.d !== '';", 'return true;'),
  );
});

it('refuses a name that no function has', () => {
  expect(() => withBody(source, 'four', '')).toThrow('There is no function four');
});

it('lists what is exported', () => {
  expect(exportedFunctions(source)).toEqual(['one', 'oneMore']);
});

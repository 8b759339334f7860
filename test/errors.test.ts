// The closed set of errors.
import { expect, it } from 'vitest';
import { CreateError, errorCodes } from '../src/errors.js';

it('gives every code a hint that is a sentence, and an exit code that is not success', () => {
  for (const code of errorCodes) {
    const error = new CreateError(code, 'Something happened.');
    expect(error.hint).toMatch(/^[A-Z].*\.$/);
    expect(error.exitCode).toBeGreaterThan(0);
  }
});

it('ends with 2 for misuse and with the number of the signal for a stop', () => {
  const exitCode = (code: (typeof errorCodes)[number]) => new CreateError(code, '').exitCode;
  expect(exitCode('USAGE')).toBe(2);
  expect(exitCode('MISSING_ANSWERS')).toBe(2);
  expect(exitCode('UNAVAILABLE_CHOICE')).toBe(2);
  expect(exitCode('CANCELLED')).toBe(128 + 2);
  expect(exitCode('TERMINATED')).toBe(128 + 15);
});

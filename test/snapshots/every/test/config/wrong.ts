/** Environments, and what is wrong with them. */
import { expect } from 'vitest';
import { ConfigError, readConfig } from '../../src/config.js';
import { inProduction } from '../login/environment.js';

export const secret = 'k7Vq2nTzX9wLr4mYb8sHd3fGj6pCa1eU0iOoQxZyWtR';
export const development = { SECRET_KEYS: secret };
export const production = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://mcp.example.com',
  SECRET_KEYS: secret,
  ...inProduction,
};

type Environment = Record<string, string | undefined>;

/** A sentence for each mistake. */
export function problemsOf(env: Environment): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

/** The variables that are wrong. */
export function wrong(env: Environment): string[] {
  return problemsOf(env).map((problem) => problem.split(' ')[0] ?? '');
}

/** Each value is refused, and nothing else. */
export function expectRefused(
  name: string,
  values: readonly string[],
  env: Environment = development,
) {
  const refused = values.filter((value) => wrong({ ...env, [name]: value }).join() === name);
  expect(refused).toEqual(values);
}

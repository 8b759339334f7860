/** Environments that are all right, and what is wrong with others. */
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

/** What a refusal says, one sentence for each mistake; empty if nothing is wrong. */
export function problemsOf(env: Environment): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

/** The variables at the beginning of the sentences. */
export function wrong(env: Environment): string[] {
  return problemsOf(env).map((problem) => problem.split(' ')[0] ?? '');
}

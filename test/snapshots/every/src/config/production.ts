/** What is fine in development and refused in production. */
import { isGuessable } from './secret-keys.js';
import type { Values } from './variables.js';

/**
 * One sentence for each value that a production server must not have.
 *
 * @param values those that could be read
 */
export function unfitForProduction(values: Partial<Values>): string[] {
  const problems: string[] = [];
  if ('PUBLIC_URL' in values && !values.PUBLIC_URL?.startsWith('https:')) {
    problems.push('PUBLIC_URL must be the https URL that clients use, in production');
  }
  if (values.SECRET_KEYS?.some(isGuessable)) {
    problems.push(
      'SECRET_KEYS holds a sample or a key that can be guessed; make one with: openssl rand -base64 32',
    );
  }
  if (values.INITIAL_ACCESS_TOKENS?.some(isGuessable)) {
    problems.push(
      'INITIAL_ACCESS_TOKENS holds a sample or a token that can be guessed; make one with: openssl rand -base64 32',
    );
  }
  if (values.RATE_LIMITS === 'off') problems.push('RATE_LIMITS must not be "off" in production');
  if (values.CIMD_ALLOW_LOOPBACK) {
    problems.push('CIMD_ALLOW_LOOPBACK must not be "on" in production');
  }
  return problems;
}

/** `REGISTRATION` and what belongs to it: who may register a client, and with which redirect URIs. */
import { dangerousSchemes } from '../oauth/clients/redirect-uri.js';
import type { RegistrationSettings } from '../oauth/context.js';
import type { Values } from './variables.js';

/** Characters; 32 characters of base64url carry 192 bits. */
const shortestToken = 32;

/** Far more than the honest clients that register within a day. */
const mostUnused = 10_000;

/** The part of the settings that registration works with; consistent values are assumed. */
export function registrationSettings(values: Values): RegistrationSettings | 'off' {
  if (values.REGISTRATION === 'off') return 'off';
  return { initialAccessTokens: values.INITIAL_ACCESS_TOKENS, mostUnused };
}

/** One sentence for each contradiction: neither may leave registration open by accident. */
export function registrationProblems(values: Partial<Values>): string[] {
  const { REGISTRATION: access, INITIAL_ACCESS_TOKENS: tokens } = values;
  if (access === undefined || tokens === undefined) return [];
  if (access === 'token' && tokens.length === 0) {
    return ['INITIAL_ACCESS_TOKENS is missing: REGISTRATION=token needs at least one'];
  }
  if (access !== 'token' && tokens.length > 0) {
    return [
      'INITIAL_ACCESS_TOKENS needs REGISTRATION=token, without which nobody is asked for one',
    ];
  }
  return [];
}

/**
 * Splits the list of initial access tokens.
 *
 * @returns `undefined` if one is too short, repeated, or not fit for an Authorization header
 */
export function initialAccessTokens(text: string): string[] | undefined {
  const tokens = text.split(',').map((token) => token.trim());
  const isGood = (token: string) => token.length >= shortestToken && /^[\w.~+/-]+=*$/.test(token);
  return tokens.every(isGood) && new Set(tokens).size === tokens.length ? tokens : undefined;
}

/** A URI scheme without its colon, or `undefined` for one that no application may have. */
export function privateUseScheme(text: string): string | undefined {
  const scheme = text.toLowerCase();
  if (!/^[a-z][a-z0-9+.-]{1,63}$/.test(scheme)) return undefined;
  return ['http', 'https', ...dangerousSchemes].includes(scheme) ? undefined : scheme;
}

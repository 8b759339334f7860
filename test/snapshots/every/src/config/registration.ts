/** `REGISTRATION`, and what belongs to it. */
import { dangerousSchemes } from '../oauth/clients/redirect-uri.js';
import type { RegistrationSettings } from '../oauth/context.js';
import type { Values } from './variables.js';

/** 192 bits in base64url. */
const shortestToken = 32;

/** More than honest clients register in a day. */
const mostUnused = 10_000;

/** @param values consistent ones */
export function registrationSettings(values: Values): RegistrationSettings | 'off' {
  if (values.REGISTRATION === 'off') return 'off';
  return { initialAccessTokens: values.INITIAL_ACCESS_TOKENS, mostUnused };
}

/** Sentences; registration must not be open by accident. */
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

/** @returns `undefined` if one is too short, repeated, or unfit for an Authorization header */
export function initialAccessTokens(text: string): string[] | undefined {
  const tokens = text.split(',').map((token) => token.trim());
  const isGood = (token: string) => token.length >= shortestToken && /^[\w.~+/-]+=*$/.test(token);
  return tokens.every(isGood) && new Set(tokens).size === tokens.length ? tokens : undefined;
}

/** Without its colon; `undefined` if no application may have it. */
export function privateUseScheme(text: string): string | undefined {
  const scheme = text.toLowerCase();
  if (!/^[a-z][a-z0-9+.-]{1,63}$/.test(scheme)) return undefined;
  return ['http', 'https', ...dangerousSchemes].includes(scheme) ? undefined : scheme;
}

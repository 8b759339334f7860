/** `REGISTRATION`: who may register a client, and with which redirect URIs. */
import { dangerousSchemes } from '../oauth/clients/redirect-uri.js';
import type { RegistrationSettings } from '../oauth/context.js';
import { shortestSecret } from './secret-keys.js';
import { listOfDifferent } from './variable.js';
import type { Values } from './variables.js';

/** Far more than the honest clients that register within a day. */
const mostUnused = 10_000;

/** What registration works with, if there are no {@link registrationProblems}. */
export function registrationSettings(values: Values): RegistrationSettings | 'off' {
  if (values.REGISTRATION === 'off') return 'off';
  return { initialAccessTokens: values.INITIAL_ACCESS_TOKENS, mostUnused };
}

/** One sentence for each mistake: neither may leave registration open by accident. */
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

/** `undefined` if one is too short, repeated, or not fit for an `Authorization` header. */
export const initialAccessTokens = listOfDifferent((token) =>
  token.length < shortestSecret || !/^[\w.~+/-]+=*$/.test(token) ? undefined : token,
);

/** A URI scheme without its colon, or `undefined` if no application may have it. */
export function privateUseScheme(text: string): string | undefined {
  const scheme = text.toLowerCase();
  if (!/^[a-z][a-z0-9+.-]{1,63}$/.test(scheme)) return undefined;
  return ['http', 'https', ...dangerousSchemes].includes(scheme) ? undefined : scheme;
}

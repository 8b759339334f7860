/** How long things of one client last: as the settings say, or shorter. */
import type { OAuthContext } from '../context.js';
import type { Client, Lifetimes } from './client.js';

/** The context with the durations that hold for this client; it can only shorten the usual ones. */
export function withLifetimesOf(
  { lifetimes = {} }: Pick<Client, 'lifetimes'>,
  context: OAuthContext,
): OAuthContext {
  const { settings } = context;
  const shorter = (name: keyof Lifetimes) => Math.min(settings[name], lifetimes[name] ?? Infinity);
  return {
    ...context,
    settings: {
      ...settings,
      accessTokenTtl: shorter('accessTokenTtl'),
      refreshTokenTtl: shorter('refreshTokenTtl'),
      grantTtl: shorter('grantTtl'),
    },
  };
}

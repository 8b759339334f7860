/** How long things of one client last. */
import type { OAuthContext } from '../context.js';
import type { Client, Lifetimes } from './client.js';

/** The context with the durations that hold for this client; none is longer than usual. */
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

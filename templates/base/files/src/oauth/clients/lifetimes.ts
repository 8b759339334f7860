/** One client's lifetimes. */
import type { OAuthContext } from '../context.js';
import type { Client, Lifetimes } from './client.js';

/** As the settings say, or shorter. */
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

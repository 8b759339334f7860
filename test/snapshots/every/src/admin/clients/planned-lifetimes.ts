/** The lifetimes of a client that the operator adds. */
import type { Client, Lifetimes } from '../../oauth/clients/client.js';
import type { OAuthSettings } from '../../oauth/context.js';
import { type Call, UsageError } from '../command.js';
import { duration } from '../duration.js';

const leastSeconds = 60;

const lifetimes = {
  'access-token-ttl': ['accessTokenTtl', 'ACCESS_TOKEN_TTL'],
  'refresh-token-ttl': ['refreshTokenTtl', 'REFRESH_TOKEN_TTL'],
  'grant-ttl': ['grantTtl', 'GRANT_TTL'],
} as const;

/** @throws UsageError for what is no time, too short, or longer than the server's own */
export function plannedLifetimes(call: Call, settings: OAuthSettings): Pick<Client, 'lifetimes'> {
  const own: Lifetimes = {};
  for (const [option, [name, variable]] of Object.entries(lifetimes)) {
    const text = call.text(option);
    if (text === undefined) continue;
    const seconds = duration(text) ?? 0;
    if (seconds < leastSeconds || seconds > settings[name]) {
      throw new UsageError(
        `--${option} takes a time such as 90s, 15m or 12h, from ${leastSeconds}s to ${settings[name]}s (${variable}).`,
      );
    }
    own[name] = seconds;
  }
  return Object.keys(own).length > 0 ? { lifetimes: own } : {};
}

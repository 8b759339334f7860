/** What the login layer is given of the authorization server. */
import type { LoginOptions } from '../login/contract.js';
import { pageUrl } from './browser/page-url.js';
import { absoluteMs } from './browser/session.js';
import type { OAuthContext } from './context.js';
import { throttle } from './limits.js';

/**
 * The options for `createLogin`.
 *
 * @param warn tells the operator what keeps people from signing in
 */
export function loginOptions<Settings>(
  context: Pick<OAuthContext, 'settings' | 'store' | 'secrets' | 'clock' | 'random' | 'audit'>,
  layer: Settings,
  warn: (sentence: string) => void,
): LoginOptions<Settings> {
  const { settings, store, secrets, clock, random, audit } = context;
  return {
    settings: layer,
    store,
    clock,
    random,
    serviceName: settings.serviceName,
    page: pageUrl(settings, 'login'),
    // Grants begin while the session lasts.
    longestUseMs: absoluteMs + settings.grantTtl * 1000,
    throttle: (limit, key) => throttle(context, limit, key),
    seal: (text) => secrets.seal(text, 'upstream'),
    open: (sealed) => secrets.open(sealed, 'upstream').catch(() => undefined),
    audit,
    warn,
  };
}

/** Names the browser, so that a pending request can only be continued where it was started. */
import { base64url } from 'jose';
import type { OAuthContext } from '../context.js';
import { sha256 } from '../sha256.js';
import { readCookie, setCookie } from './cookies.js';

/** A browser that is known by its cookie. */
export interface Browser {
  /** A digest of the cookie: names the browser, but does not make one pass for it. */
  id: string;
  /** The cookie to set, if the browser had none. */
  cookie?: string;
}

/** The browser that sends this request, or `undefined` if it carries no cookie of ours. */
export async function browserOf(
  { settings }: OAuthContext,
  request: Request,
): Promise<Browser | undefined> {
  const value = readCookie(settings, 'browser', request);
  return value === undefined ? undefined : { id: await sha256(value) };
}

/** A name for a browser that has none. */
export async function nameBrowser({ settings, random }: OAuthContext): Promise<Browser> {
  const value = base64url.encode(random(32));
  return { id: await sha256(value), cookie: setCookie(settings, 'browser', value) };
}

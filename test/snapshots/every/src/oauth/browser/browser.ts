/** Names the browser, where a pending request has to be continued. */
import { base64url } from 'jose';
import type { OAuthContext } from '../context.js';
import { sha256 } from '../sha256.js';
import { readCookie, setCookie } from './cookies.js';

export interface Browser {
  /** A digest of the cookie, with which nobody can pass for the browser. */
  id: string;
  /** To set, if the browser had none. */
  cookie?: string;
}

/** `undefined` without a cookie of ours. */
export async function browserOf(
  { settings }: OAuthContext,
  request: Request,
): Promise<Browser | undefined> {
  const value = readCookie(settings, 'browser', request);
  return value === undefined ? undefined : { id: await sha256(value) };
}

/** For one without a name. */
export async function nameBrowser({ settings, random }: OAuthContext): Promise<Browser> {
  const value = base64url.encode(random(32));
  return { id: await sha256(value), cookie: setCookie(settings, 'browser', value) };
}

/** Names browsers: a pending request goes on only where it was started. */
import { base64url } from 'jose';
import type { OAuthContext } from '../context.js';
import { sha256 } from '../sha256.js';
import { readCookie, setCookie } from './cookies.js';

/** A browser that is known by its cookie. */
export interface Browser {
  /** A digest of its cookie: nobody can pass for the browser by it. */
  id: string;
  /** To set, if there was none. */
  cookie?: string;
}

/** The browser of this request; `undefined` if it sent no cookie of ours. */
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

/** Signed-in browsers. A session only spares a second sign-in: grants live on without it. */
import { base64url } from 'jose';
import type { User } from '../../login/contract.js';
import type { OAuthContext } from '../context.js';
import { sha256 } from '../sha256.js';
import { clearCookie, readCookie, setCookie } from './cookies.js';

const idleMs = 60 * 60 * 1000;
/** However much it is used. */
export const absoluteMs = 12 * 60 * 60 * 1000;

/** Each renewal costs a write. */
const renewEveryMs = 60 * 1000;

/** Under the SHA-256 of the cookie's value: the database opens no session. */
interface StoredSession {
  user: User;
  /** Milliseconds since the epoch, as all instants. */
  createdAt: number;
  lastUsedAt: number;
}

export interface Session {
  id: string;
  user: User;
}

/**
 * Under a fresh random value: one planted before the sign-in is worth nothing (OAuth 2.1, section
 * 7.7). The browser's session before ends.
 *
 * @returns with the cookie to set
 */
export async function startSession(
  context: OAuthContext,
  request: Request,
  user: User,
): Promise<Session & { cookie: string }> {
  const { settings, store, clock, random } = context;
  const previous = await sessionId(context, request);
  if (previous !== undefined) await store.remove('session', previous);
  const value = base64url.encode(random(32));
  const id = await sha256(value);
  const now = clock();
  await store.insert('session', id, draft({ user, createdAt: now, lastUsedAt: now }));
  return { id, user, cookie: setCookie(settings, 'session', value) };
}

/** Unless it is over. */
export async function readSession(
  context: OAuthContext,
  request: Request,
): Promise<Session | undefined> {
  const { store, clock } = context;
  const id = await sessionId(context, request);
  if (id === undefined) return undefined;
  const entry = await store.get<StoredSession>('session', id);
  if (entry === undefined) return undefined;
  const now = clock();
  if (now - entry.value.lastUsedAt >= renewEveryMs) {
    // Somebody else may have renewed or ended it.
    await store.replace('session', id, entry.version, draft({ ...entry.value, lastUsedAt: now }));
  }
  return { id, user: entry.value.user };
}

/** @returns the cookie to set */
export async function endSession({ settings, store }: OAuthContext, id: string): Promise<string> {
  await store.remove('session', id);
  return clearCookie(settings, 'session');
}

async function sessionId(
  { settings }: OAuthContext,
  request: Request,
): Promise<string | undefined> {
  const value = readCookie(settings, 'session', request);
  return value === undefined ? undefined : sha256(value);
}

function draft(value: StoredSession) {
  const expiresAt = Math.min(value.lastUsedAt + idleMs, value.createdAt + absoluteMs);
  return { value, userId: value.user.id, expiresAt };
}

/** Signed-in browsers. A session only spares a second sign-in: grants live on without it. */
import { base64url } from 'jose';
import type { User } from '../../login/contract.js';
import type { OAuthContext } from '../context.js';
import { sha256 } from '../sha256.js';
import { clearCookie, readCookie, setCookie } from './cookies.js';

const idleMs = 60 * 60 * 1000;
/** However much it is used. */
export const absoluteMs = 12 * 60 * 60 * 1000;

/** At each request it would cost a write. */
const renewEveryMs = 60 * 1000;

/** Stored under the SHA-256 of the cookie: the database opens no session. */
interface StoredSession {
  user: User;
  /** Milliseconds since the epoch. */
  createdAt: number;
  lastUsedAt: number;
}

/** Somebody who is signed in at this browser. */
export interface Session {
  id: string;
  user: User;
}

/**
 * Begins a session under a fresh value, so that one from before the sign-in is worth nothing (OAuth
 * 2.1, section 7.7); an earlier session of the browser ends.
 *
 * @returns the session and the cookie to set
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

/** The session of this browser, if it has one that is not over. */
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
    // After a lost race: it was renewed or ended.
    await store.replace('session', id, entry.version, draft({ ...entry.value, lastUsedAt: now }));
  }
  return { id, user: entry.value.user };
}

/** Ends a session; returns the cookie that makes the browser forget it. */
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

/** For how long keys are published and kept. */

/** Seconds; no configuration makes access tokens that last longer. */
export const longestAccessTokenTtl = 86_400;

/** Seconds for which anybody may keep the keys, and metadata. */
export const jwksMaxAge = 300;

/** Milliseconds until an instance sees what others did to the ring. */
export const rereadEveryMs = 5000;

/** Milliseconds until everybody who verifies tokens must have read a new key. */
export const announceMs = jwksMaxAge * 1000 + rereadEveryMs;

/** Milliseconds for which a key stays after it last signed. */
export const retainMs = (longestAccessTokenTtl + jwksMaxAge) * 1000;

/** The times that overlapping rotation is made of. */

/** Seconds, whatever the configuration. */
export const longestAccessTokenTtl = 86_400;

/** Seconds for which published keys may be kept. */
export const jwksMaxAge = 300;

/** Milliseconds until an instance looks at the ring again. */
export const rereadEveryMs = 5000;

/** Milliseconds until everybody who verifies has had to read a new key. */
export const announceMs = jwksMaxAge * 1000 + rereadEveryMs;

/** Milliseconds for which a key is published after it last signed. */
export const retainMs = (longestAccessTokenTtl + jwksMaxAge) * 1000;

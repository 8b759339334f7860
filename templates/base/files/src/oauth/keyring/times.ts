/** The times that overlapping rotation is made of. */

/** Seconds, whatever the configuration. */
export const longestAccessTokenTtl = 86_400;

/** Seconds, for published keys. */
export const jwksMaxAge = 300;

/** Until an instance looks at the ring again. */
export const rereadEveryMs = 5000;

/** Until everybody who verifies has had to read a new key. */
export const announceMs = jwksMaxAge * 1000 + rereadEveryMs;

/** After a key last signed. */
export const retainMs = (longestAccessTokenTtl + jwksMaxAge) * 1000;

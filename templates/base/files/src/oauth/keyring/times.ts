/** How long keys are announced and kept: the times that overlapping rotation is made of. */

/** Seconds; no configuration makes access tokens that last longer. */
export const longestAccessTokenTtl = 86_400;

/** Seconds for which anybody may keep the published keys. */
export const jwksMaxAge = 300;

/** Milliseconds after which an instance looks again at what others did to the ring. */
export const rereadEveryMs = 5000;

/** Milliseconds from making a key until everybody who verifies tokens has had to read it. */
export const announceMs = jwksMaxAge * 1000 + rereadEveryMs;

/** Milliseconds for which a key stays published after its last use for signing. */
export const retainMs = (longestAccessTokenTtl + jwksMaxAge) * 1000;

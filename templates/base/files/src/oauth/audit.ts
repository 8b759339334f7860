/** Audit events: one schema for every security decision; no event carries a secret or a token. */

/** What happened, in `subject.verb` form. */
export type AuditName =
  | 'client.registered'
  | 'client.added'
  | 'client.secret_rotated'
  | 'client.disabled'
  | 'client.enabled'
  | 'client.removed'
  | 'client.refused'
  | 'client.forgotten'
  | 'document.reused'
  | 'keys.unavailable'
  | 'authorization.refused'
  | 'consent.approved'
  | 'consent.denied'
  | 'code.redeemed'
  | 'code.replayed'
  | 'refresh.rotated'
  | 'refresh.retried'
  | 'refresh.reused'
  | 'grant.revoked'
  | 'client_credentials.issued'
  | 'token.refused'
  | 'token.revoked'
  | 'introspection.refused'
  | 'key.rotated'
  | 'scope.insufficient'
  | 'limit.exceeded'
  | 'login.succeeded'
  | 'login.failed'
  | 'login.throttled'
  | 'password.changed'
  | 'password.failed'
  | 'password.throttled'
  | 'session.ended';

/** One security decision; ids only, never values that open anything. */
export interface AuditEvent {
  event: AuditName;
  userId?: string | undefined;
  userName?: string | undefined;
  clientId?: string | undefined;
  grantId?: string | undefined;
  /** The `kid` of a signing key. */
  keyId?: string | undefined;
  address?: string | undefined;
  /** Names of scopes that this server has: what a client asked for, and what a person granted. */
  asked?: readonly string[] | undefined;
  granted?: readonly string[] | undefined;
  /** Why, in a few words of our own; never input from outside. */
  reason?: string | undefined;
}

/** Receives every event; must not throw. */
export type Audit = (event: AuditEvent) => void;

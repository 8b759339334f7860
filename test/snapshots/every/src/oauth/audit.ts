/** Audit events: security decisions, never a secret or a token. */

/** Ids only, never what opens anything. */
export interface AuditDetails {
  userId?: string | undefined;
  userName?: string | undefined;
  clientId?: string | undefined;
  grantId?: string | undefined;
  /** The `kid` of a signing key. */
  keyId?: string | undefined;
  address?: string | undefined;
  /** Names of scopes of this server. */
  asked?: readonly string[] | undefined;
  granted?: readonly string[] | undefined;
  /** Why, in a few words of our own; never input from outside. */
  reason?: string | undefined;
}

const ofGrant = ['userId', 'clientId', 'grantId', 'address'] as const;
const ofLogin = ['userId', 'userName', 'address'] as const;

/** What can happen, with its details; `docs/audit.md` explains each. */
export const auditEvents = {
  'client.registered': ['clientId', 'address'],
  'client.refused': ['clientId', 'address', 'reason'],
  'client.forgotten': ['clientId', 'reason'],
  'client.added': ['clientId', 'reason'],
  'client.secret_rotated': ['clientId', 'reason'],
  'client.disabled': ['clientId', 'reason'],
  'client.enabled': ['clientId', 'reason'],
  'client.removed': ['clientId', 'reason'],
  'document.reused': ['clientId', 'reason'],
  'keys.unavailable': ['clientId', 'reason'],
  'authorization.refused': ['clientId', 'reason'],
  'consent.approved': ['userId', 'clientId', 'grantId', 'asked', 'granted'],
  'consent.recalled': ['userId', 'clientId', 'grantId', 'asked', 'granted'],
  'consent.denied': ['userId', 'clientId', 'asked'],
  'code.redeemed': ofGrant,
  'code.replayed': ofGrant,
  'refresh.rotated': ofGrant,
  'refresh.retried': ofGrant,
  'refresh.reused': ofGrant,
  'client_credentials.issued': ['clientId', 'grantId', 'address'],
  'assertion.accepted': [...ofGrant, 'granted'],
  'token.refused': ['clientId', 'address', 'reason'],
  'token.revoked': ofGrant,
  'grant.revoked': [...ofGrant, 'reason'],
  'introspection.refused': ['clientId', 'address', 'reason'],
  'scope.insufficient': ['userId', 'clientId', 'reason'],
  'limit.exceeded': ['reason'],
  'login.succeeded': ofLogin,
  'login.failed': [...ofLogin, 'reason'],
  'login.refused': [...ofLogin, 'reason'],
  'login.throttled': ofLogin,
  'password.changed': ofLogin,
  'password.failed': ofLogin,
  'password.throttled': ofLogin,
  'session.ended': ['userId', 'address'],
  'upstream.refreshed': ['userId'],
  'upstream.failed': ['userId', 'reason'],
  'upstream.ended': ['userId', 'reason'],
  'password.set': ['userId', 'reason'],
  'user.added': ['userId', 'reason'],
  'user.disabled': ['userId', 'reason'],
  'user.enabled': ['userId', 'reason'],
  'user.removed': ['userId', 'reason'],
  'key.rotated': ['keyId', 'reason'],
  'store.exported': ['reason'],
  'store.imported': ['reason'],
} as const satisfies Record<string, readonly (keyof AuditDetails)[]>;

export type AuditName = keyof typeof auditEvents;

/** One security decision, with the details of its kind. */
export type AuditEvent = {
  [Name in AuditName]: { event: Name } & Pick<AuditDetails, (typeof auditEvents)[Name][number]>;
}[AuditName];

/** One security decision of any kind. */
export type AuditRecord = { event: AuditName } & AuditDetails;

/** Somebody holds what they should not, or tries to. */
export const alarmingEvents: readonly AuditName[] = [
  'code.replayed',
  'refresh.reused',
  'limit.exceeded',
  'login.throttled',
];

/** Gets every event; must not throw. */
export type Audit = (event: AuditEvent) => void;

/** Writes audit events to the log. */

import type { Log } from '../log.js';
import type { Audit, AuditName } from '../oauth/audit.js';

/** Somebody holds what they should not, or tries to. */
const alarming: readonly AuditName[] = [
  'code.replayed',
  'refresh.reused',
  'limit.exceeded',
  'login.throttled',
];

/**
 * Every event becomes one line with the field `audit`. A higher `LOG_LEVEL` does not drop them;
 * only `silent` does.
 */
export function auditTo(log: Log): Audit {
  const audited = log.level === 'silent' ? log : log.child({}, { level: 'info' });
  return ({ event, ...details }) => {
    const level = alarming.includes(event) ? 'warn' : 'info';
    audited[level]({ audit: event, ...details }, event);
  };
}

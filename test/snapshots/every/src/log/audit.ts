/** Writes audit events to the log and to a file. */
import type { Config } from '../config.js';
import type { Log } from '../log.js';
import { type Audit, alarmingEvents } from '../oauth/audit.js';
import { type AuditFile, openAuditFile } from './audit-file.js';

/**
 * Every event becomes one line with the field `audit`. Only `LOG_LEVEL=silent` drops it, and not from
 * the file.
 */
export function auditTo(log: Log, file?: AuditFile): Audit {
  const audited = log.level === 'silent' ? log : log.child({}, { level: 'info' });
  return ({ event, ...details }) => {
    const level = alarmingEvents.includes(event) ? 'warn' : 'info';
    audited[level]({ audit: event, ...details }, event);
    file?.append({ event, ...details });
  };
}

/** The file that `AUDIT_LOG` names, if any. */
export function auditFileOf(
  { auditLog }: Pick<Config, 'auditLog'>,
  log: Log,
  clock: () => number,
): AuditFile | undefined {
  if (auditLog === undefined) return undefined;
  return openAuditFile(auditLog, {
    clock,
    onFailure: (error) => log.error({ err: error }, 'AUDIT_LOG cannot be written'),
    onRecovery: (missing) => log.warn({ missing }, 'AUDIT_LOG can be written again'),
  });
}

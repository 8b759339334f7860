/** One line of the audit as a row. */
import { type AuditDetails, alarmingEvents } from '../../oauth/audit.js';

/** What is shown of a line, and nothing else. */
export interface Line extends AuditDetails {
  time: string;
  event: string;
}

export const heading: readonly string[] = [
  'TIME (UTC)',
  '',
  'EVENT',
  'USER',
  'CLIENT',
  'GRANT',
  'ADDRESS',
  'WHY',
];

/**
 * A line of the file, or of the log, where the event is called `audit`.
 *
 * @returns `undefined` for anything else
 */
export function lineOf(text: string): Line | undefined {
  const value = parsed(text);
  if (typeof value !== 'object' || value === null) return undefined;
  const { time, event, audit, ...details } = value as Record<string, unknown>;
  const name = event ?? audit;
  if (typeof time !== 'string' || typeof name !== 'string') return undefined;
  return { ...detailsOf(details), time, event: name };
}

/** The cells under {@link heading}. */
export function rowOf(line: Line): readonly string[] {
  const { time, event, userId, userName, clientId, grantId, address } = line;
  const isAlarming = alarmingEvents.some((name) => name === event);
  return [
    time.slice(0, 19).replace('T', ' '),
    isAlarming ? '!' : '',
    event,
    userName ?? userId ?? '',
    clientId ?? '',
    grantId ?? '',
    address ?? '',
    whyOf(line),
  ];
}

function whyOf({ reason, asked, granted, keyId }: Line): string {
  const parts = [
    reason,
    keyId && `key ${keyId}`,
    asked && `asked ${asked.join(' ')}`,
    granted && `granted ${granted.join(' ')}`,
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}

function detailsOf(value: Record<string, unknown>): AuditDetails {
  return {
    userId: textOf(value['userId']),
    userName: textOf(value['userName']),
    clientId: textOf(value['clientId']),
    grantId: textOf(value['grantId']),
    keyId: textOf(value['keyId']),
    address: textOf(value['address']),
    reason: textOf(value['reason']),
    asked: listOf(value['asked']),
    granted: listOf(value['granted']),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function listOf(value: unknown): string[] | undefined {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // A line that something else wrote, or that was torn.
  }
}

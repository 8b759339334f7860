/** Which events the operator wants. */
import { auditEvents } from '../../oauth/audit.js';
import { type Call, UsageError } from '../command.js';
import type { Line } from './shown.js';

export interface Selection {
  /** An event, or a group: what is before the dot. */
  event: string | undefined;
  user: string | undefined;
  client: string | undefined;
}

/** @throws UsageError for an unknown event */
export function selectionOf(call: Call): Selection {
  const event = call.text('event');
  const events = Object.keys(auditEvents);
  if (event !== undefined && !events.some((name) => isOf(name, event))) {
    const groups = new Set(events.map((name) => name.split('.')[0]));
    throw new UsageError(
      `There is no event ${event}; docs/audit.md lists them. Groups: ${[...groups].join(', ')}.`,
    );
  }
  return { event, user: call.text('user'), client: call.text('client') };
}

/** Whether a line is one of those. */
export function isSelected(line: Line, { event, user, client }: Selection): boolean {
  return (
    (event === undefined || isOf(line.event, event)) &&
    (user === undefined || line.userId === user || line.userName === user) &&
    (client === undefined || line.clientId === client)
  );
}

function isOf(name: string, wanted: string): boolean {
  return name === wanted || name.startsWith(`${wanted}.`);
}

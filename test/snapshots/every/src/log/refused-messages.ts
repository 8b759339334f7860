/** Logs what the protocol layer refused or failed at, without what the client sent. */
import type { Log } from '../log.js';

/**
 * The library quotes arguments, headers and whole messages in its errors; these are the users' own,
 * so a reason ends where the first quotation begins.
 */
export function reportMessagesTo(log: Log): (error: Error) => void {
  return (error) => {
    const reason = error.message.replace(/["'`{[].*$/s, '…').slice(0, 300);
    log.warn({ type: error.name, reason }, 'message refused');
  };
}

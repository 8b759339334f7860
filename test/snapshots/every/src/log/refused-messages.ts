/** Logs what the protocol layer refused or failed at. */
import type { Log } from '../log.js';

/** The library quotes what users sent: a reason ends where the first quotation begins. */
export function reportMessagesTo(log: Log): (error: Error) => void {
  return (error) => {
    const reason = error.message.replace(/["'`{[].*$/s, '…').slice(0, 300);
    log.warn({ type: error.name, reason }, 'message refused');
  };
}

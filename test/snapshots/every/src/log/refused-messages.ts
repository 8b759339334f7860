/** Logs what the protocol layer refused. */
import type { Log } from '../log.js';

/** The library's errors quote what the client sent: the reason ends before it. */
export function reportMessagesTo(log: Log): (error: Error) => void {
  return (error) => {
    const reason = error.message.replace(/["'`{[].*$/s, '…').slice(0, 300);
    log.warn({ type: error.name, reason }, 'message refused');
  };
}

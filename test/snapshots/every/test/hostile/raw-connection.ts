/** Bytes on a socket, whatever they mean to the server. */
import { connect } from 'node:net';

/** What happens after the bytes are sent. */
export type Ending =
  /** The caller says that nothing more will come, and listens. */
  | 'listen'
  /** The caller is gone at once. */
  | 'hang up'
  /** The caller resets the connection. */
  | 'reset';

/**
 * Sends the parts, a turn of the event loop apart.
 *
 * @returns everything that the server sent until the connection ended
 */
export function sendBytes(
  port: number,
  parts: readonly (string | Uint8Array)[],
  ending: Ending = 'listen',
): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1');
    socket.setEncoding('latin1');
    socket.on('data', (text: string) => {
      answer += text;
    });
    // The server may hang up on us while we are still sending: that is an answer too.
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (!['ECONNRESET', 'EPIPE'].includes(error.code ?? '')) reject(error);
    });
    socket.on('close', () => resolve(answer));
    socket.setTimeout(10_000, () => {
      socket.destroy();
      reject(new Error(`Neither answered nor ended:\n${parts.join('').slice(0, 500)}`));
    });
    socket.on('connect', () => {
      const rest = [...parts];
      const next = (): void => {
        const part = rest.shift();
        if (part !== undefined) socket.write(part, 'latin1' as never, () => setImmediate(next));
        else if (ending === 'listen') socket.end();
        else if (ending === 'hang up') socket.destroy();
        else socket.resetAndDestroy();
      };
      next();
    });
  });
}

/** The statuses of the answers in what came back, in their order. */
export function statusesIn(answer: string): number[] {
  return [...answer.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
}

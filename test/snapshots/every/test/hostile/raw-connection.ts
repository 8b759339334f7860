/** Bytes on a socket. */
import { connect } from 'node:net';

/** What the caller does after sending. */
export type Ending =
  /** The caller ends its half of the connection. */
  'listen' | 'hang up' | 'reset';

/** What the server answers to the parts, which come a turn of the event loop apart. */
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
    // The server may hang up first: that is an answer too.
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

export function statusesIn(answer: string): number[] {
  return [...answer.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
}

// One connection: bytes sent as they are, and the answers that come back.
import { once } from 'node:events';
import { connect } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import type { Answer } from './http-message.js';
import { headerOf, readAnswer } from './http-message.js';

/** Latin1 text, sent at once or when something has come back. */
export type Part = string | { readonly after: RegExp; readonly send: string };

export interface Exchange {
  /** Unique among all exchanges. */
  readonly name: string;
  /** The parts go out a turn of the event loop apart. */
  readonly send: string | readonly Part[];
  /** How many answers to wait for before the caller hangs up; 1 if absent. */
  readonly answers?: number;
  /** Hang up when this is done; what has come by then is a matter of chance and left out. */
  readonly hangUpAfter?: () => Promise<void>;
}

export interface Reply {
  /** Interim answers (1xx) among them, in the order in which they came. */
  readonly answers: readonly Answer[];
  /** Who ended the connection; `nobody` when the server neither answered nor hung up in time. */
  readonly endedBy: 'caller' | 'server' | 'nobody';
}

/** Longer than any answer takes, and than the server reads on after an early one. */
const patienceMs = 5000;

/** @param port of this machine */
export async function exchange(
  port: number,
  { send, answers: wanted = 1, hangUpAfter }: Exchange,
): Promise<Reply> {
  const parts = typeof send === 'string' ? [send] : send;
  const methods = parts.flatMap((part) => methodsIn(typeof part === 'string' ? part : part.send));
  const answers: Answer[] = [];
  const finals = () => answers.filter(({ status }) => status >= 200);
  let received = '';
  let unread = '';
  let endedBy: Reply['endedBy'] = 'caller';

  const socket = connect(port, '127.0.0.1').setEncoding('latin1');
  const done = new Promise<void>((resolve) => {
    const end = (by: Reply['endedBy']) => {
      read(by === 'server');
      if (!socket.destroyed || by === 'server') endedBy = by;
      socket.destroy();
      resolve();
    };
    socket.on('data', (text: string) => {
      received += text;
      unread += text;
      read(false);
      if (finals().length >= wanted && !saysClose(answers)) end('caller');
    });
    socket.once('end', () => end('server'));
    // The server may hang up while bytes are still on their way to it.
    socket.once('error', () => end('server'));
    socket.setTimeout(patienceMs, () => end('nobody'));
  });
  const read = (isEnd: boolean) => {
    for (;;) {
      const found = readAnswer(unread, methods[finals().length] === 'HEAD', isEnd);
      if (found === undefined) return;
      answers.push(found.answer);
      unread = found.rest;
    }
  };

  await Promise.race([once(socket, 'connect'), done]);
  for (const part of parts) {
    if (typeof part !== 'string') {
      while (!part.after.test(received) && !socket.destroyed) await turn();
    }
    if (socket.destroyed) break;
    socket.write(typeof part === 'string' ? part : part.send, 'latin1');
    await turn();
  }
  if (hangUpAfter !== undefined) {
    await hangUpAfter();
    socket.destroy();
    return { answers: [], endedBy };
  }
  await done;
  return { answers, endedBy };
}

function methodsIn(text: string): string[] {
  return [...text.matchAll(/^(\S+) \S.* HTTP\/1/gm)].map(([, method]) => method ?? '');
}

function saysClose(answers: readonly Answer[]): boolean {
  return headerOf(answers.at(-1)?.head ?? [], 'connection')?.toLowerCase() === 'close';
}

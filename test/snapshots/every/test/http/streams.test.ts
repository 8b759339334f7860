/** Bodies on their way through a framework layer. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { Listener, Served } from '../../src/http/contract.js';
import { serve } from '../../src/http/serve.js';

const open: { close: () => unknown }[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

async function connectTo(listener: Listener): Promise<Socket> {
  const served: Served = await serve(listener, { host: '127.0.0.1', port: 0, graceMs: 0 });
  const socket = connect(Number(new URL(served.url).port), '127.0.0.1').setEncoding('latin1');
  open.push(served, { close: () => socket.destroy() });
  await once(socket, 'connect');
  return socket;
}

async function received(socket: Socket, pattern: RegExp): Promise<string> {
  let text = '';
  while (!pattern.test(text)) text += (await once(socket, 'data'))[0];
  return text;
}

function endless(pull: () => void, cancel: () => void): ReadableStream<Uint8Array> {
  const chunk = new Uint8Array(64 * 1024);
  return new ReadableStream(
    {
      pull: (controller) => {
        pull();
        controller.enqueue(chunk);
      },
      cancel,
    },
    { highWaterMark: 0 },
  );
}

const post = 'POST /x HTTP/1.1\r\nHost: localhost\r\n';

describe('the body of a request', () => {
  it('arrives piece by piece', async () => {
    const socket = await connectTo(async (request) => {
      const pieces: string[] = [];
      for await (const piece of request.body ?? []) {
        pieces.push(Buffer.from(piece).toString());
        // Only now: who waits for the end of the body waits for ever.
        if (pieces.length === 1) socket.write('4\r\nmore\r\n0\r\n\r\n');
      }
      return new Response(pieces.join('|'));
    });
    socket.write(`${post}Transfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n`);
    expect(await received(socket, /more$/)).toContain('first|more');
  });

  it('may be left unread before the next request', async () => {
    const socket = await connectTo(async () => new Response('unread'));
    socket.write(`${post}Content-Length: 5\r\n\r\nhello${post}Content-Length: 0\r\n\r\n`);
    expect(await received(socket, /unread.*unread$/s)).not.toContain(' 400 ');
  });

  it('that is refused does not hold back the answer [SEC-3]', async () => {
    const socket = await connectTo(async () => new Response('too large', { status: 413 }));
    socket.write(`${post}Content-Length: 999999999\r\n\r\nonly the beginning`);
    expect(await received(socket, /too large$/)).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('that breaks off is an error', async () => {
    let failed: (error: unknown) => void;
    const failure = new Promise<unknown>((resolve) => {
      failed = resolve;
    });
    const socket = await connectTo(async (request) => {
      await request.text().catch(failed);
      return new Response();
    });
    socket.write(`${post}Content-Length: 50\r\n\r\nhello`);
    socket.end();
    expect(await failure).toBeInstanceOf(Error);
  });
});

describe('the body of an answer', () => {
  it('is made no faster and no longer than it is read [HTTP-17]', async () => {
    let made = 0;
    let cancelled: () => void;
    const cancellation = new Promise<void>((resolve) => {
      cancelled = resolve;
    });
    const count = (): void => {
      made += 1;
      // Half a gigabyte, more than any buffer holds.
      if (made > 8192) throw new Error('Nobody reads it');
    };
    const socket = await connectTo(async () => new Response(endless(count, () => cancelled())));
    socket.write('GET /x HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await once(socket, 'data');
    socket.pause();
    // Until nothing more is asked for.
    for (let idle = 0, seen = made; idle < 100; idle = made === seen ? idle + 1 : 0) {
      seen = made;
      await turn();
    }
    expect(made).toBeLessThan(8192);
    socket.destroy();
    await cancellation;
  });
});

/** What every framework layer does with the socket. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { CannotListen, type Listener, type Served } from '../../src/http/contract.js';
import { serve } from '../../src/http/serve.js';

const open: Served[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((served) => served.close()));
});

async function start(listener: Listener, graceMs = 5000): Promise<Served> {
  const served = await serve(listener, { host: '127.0.0.1', port: 0, graceMs });
  open.push(served);
  return served;
}

function signal(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

describe('serving', () => {
  it('hands over the request and the address of the peer', async () => {
    const served = await start(async (request, socketAddress) => {
      const { pathname, search } = new URL(request.url);
      const custom = request.headers.get('x-custom');
      const body = await request.text();
      return Response.json({
        method: request.method,
        pathname,
        search,
        custom,
        body,
        socketAddress,
      });
    });
    const response = await fetch(`${served.url}/a%20b?x=1&x=2`, {
      method: 'PUT',
      headers: { 'x-custom': 'yes' },
      body: 'text',
    });
    expect(await response.json()).toEqual({
      method: 'PUT',
      pathname: '/a%20b',
      search: '?x=1&x=2',
      custom: 'yes',
      body: 'text',
      socketAddress: '127.0.0.1',
    });
  });

  it('sends status, repeated headers and empty bodies as they are', async () => {
    const served = await start(async () => {
      const headers = new Headers({ 'x-a': '1' });
      headers.append('set-cookie', 'a=1; Path=/');
      headers.append('set-cookie', 'b=2; Expires=Wed, 01 Jan 2031 00:00:00 GMT');
      return new Response(null, { status: 204, headers });
    });
    const response = await fetch(`${served.url}/x`);
    expect(response.status).toBe(204);
    expect(response.headers.getSetCookie()).toEqual([
      'a=1; Path=/',
      'b=2; Expires=Wed, 01 Jan 2031 00:00:00 GMT',
    ]);
  });

  it('sends the parts of a stream as they come [HTTP-18]', async () => {
    const more = signal();
    const served = await start(async () => {
      const body = new ReadableStream({
        async start(controller) {
          controller.enqueue(new TextEncoder().encode('first'));
          await more.promise;
          controller.enqueue(new TextEncoder().encode('second'));
          controller.close();
        },
      });
      return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
    });
    const response = await fetch(`${served.url}/x`);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toBe('first');
    more.resolve();
    expect((await reader?.read())?.value).toBe('second');
  });

  it('aborts a request whose client is gone [HTTP-17]', async () => {
    const arrived = signal();
    const aborted = signal();
    const served = await start(async (request) => {
      request.signal.addEventListener('abort', aborted.resolve);
      arrived.resolve();
      await aborted.promise;
      return new Response('too late');
    });
    const client = new AbortController();
    const asked = fetch(`${served.url}/x`, { signal: client.signal }).catch(() => 'given up');
    await arrived.promise;
    client.abort();
    expect(await asked).toBe('given up');
    await aborted.promise;
  });

  it('says that a port is taken', async () => {
    const first = await start(async () => new Response());
    const port = Number(new URL(first.url).port);
    const second = serve(async () => new Response(), { host: '127.0.0.1', port, graceMs: 0 });
    await expect(second).rejects.toThrow(CannotListen);
    await expect(second).rejects.toThrow(`127.0.0.1:${port} is in use`);
  });

  it('says that an address is not of this machine', async () => {
    const elsewhere = serve(async () => new Response(), { host: '192.0.2.1', port: 0, graceMs: 0 });
    await expect(elsewhere).rejects.toThrow('192.0.2.1 is not an address of this machine');
  });
});

describe('closing', () => {
  it('lets a request finish and accepts no other', async () => {
    const arrived = signal();
    const finish = signal();
    const served = await start(async () => {
      arrived.resolve();
      await finish.promise;
      return new Response('done');
    });
    const asked = fetch(`${served.url}/x`);
    await arrived.promise;
    const closed = served.close();
    await expect(fetch(`${served.url}/y`)).rejects.toThrow();
    finish.resolve();
    expect(await (await asked).text()).toBe('done');
    await closed;
  });

  it('does not wait for idle connections', async () => {
    const served = await start(async () => new Response('ok'), 60_000);
    await (await fetch(`${served.url}/x`)).text();
    const idle = connect(Number(new URL(served.url).port), '127.0.0.1');
    await once(idle, 'connect');
    await served.close();
    idle.destroy();
  });

  it('ends what is left after the grace', async () => {
    const arrived = signal();
    const aborted = signal();
    const served = await start(async (request) => {
      request.signal.addEventListener('abort', aborted.resolve);
      arrived.resolve();
      await aborted.promise;
      return new Response();
    }, 20);
    const asked = fetch(`${served.url}/x`).catch(() => 'cut off');
    await arrived.promise;
    await served.close();
    expect(await asked).toBe('cut off');
    await aborted.promise;
  });
});

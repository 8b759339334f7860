/** A load balancer: each request goes to the next server. */
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RoundRobin {
  port: number;
  /** Where requests go, in turn. */
  targets: string[];
  /** The paths of requests, by server. */
  paths: Map<string, string[]>;
  close: () => Promise<void>;
}

/** There are no `targets` at first. */
export async function openRoundRobin(): Promise<RoundRobin> {
  const targets: string[] = [];
  const paths = new Map<string, string[]>();
  const server = createServer((incoming, outgoing) => {
    const target = targets.shift() ?? 'http://127.0.0.1:1';
    targets.push(target);
    const { url: path = '/', method, headers, socket } = incoming;
    paths.set(target, [...(paths.get(target) ?? []), path]);
    const via = [headers['x-forwarded-for'], socket.remoteAddress].filter(Boolean).join(', ');
    const options = { method, headers: { ...headers, 'x-forwarded-for': via } };
    const passedOn = request(new URL(path, target), options, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(outgoing);
    });
    passedOn.on('error', () => outgoing.destroy());
    outgoing.on('close', () => passedOn.destroy());
    incoming.pipe(passedOn);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    targets,
    paths,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The conformance tool sends no access token: this adds one. */
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Between {
  /** The URL for the tool. */
  url: string;
  close: () => Promise<void>;
}

/** Passes on even `Host` and `Origin`, which the tool forges. */
export async function addToken(mcpUrl: string, token: string): Promise<Between> {
  const { port, pathname } = new URL(mcpUrl);
  const server = createServer((incoming, outgoing) => {
    const { method, url: path, headers } = incoming;
    const passedOn = request(
      {
        host: '127.0.0.1',
        port,
        method,
        path,
        headers: { ...headers, authorization: `Bearer ${token}` },
      },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    passedOn.once('error', () => outgoing.destroy());
    outgoing.once('close', () => passedOn.destroy());
    incoming.pipe(passedOn);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const own = (server.address() as AddressInfo).port;
  return {
    url: `http://localhost:${own}${pathname}`,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** The conformance tool sends no access token: this stands between it and the server, and adds one. */
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Between {
  /** The URL for the tool. */
  url: string;
  close: () => Promise<void>;
}

/** Passes everything on as it is, `Host` and `Origin` too, which the tool forges. */
export async function addToken(mcpUrl: string, token: string): Promise<Between> {
  const { port, pathname } = new URL(mcpUrl);
  const between = createServer((asked, answer) => {
    const { method, url: path, headers } = asked;
    const passed = request(
      {
        host: '127.0.0.1',
        port,
        method,
        path,
        headers: { ...headers, authorization: `Bearer ${token}` },
      },
      (answered) => {
        answer.writeHead(answered.statusCode ?? 502, answered.headers);
        answered.pipe(answer);
      },
    );
    passed.once('error', () => answer.destroy());
    answer.once('close', () => passed.destroy());
    asked.pipe(passed);
  });
  await new Promise<void>((resolve) => between.listen(0, '127.0.0.1', resolve));
  const own = (between.address() as AddressInfo).port;
  return {
    url: `http://localhost:${own}${pathname}`,
    close: async () => {
      const closed = new Promise((resolve) => between.close(resolve));
      between.closeAllConnections();
      await closed;
    },
  };
}

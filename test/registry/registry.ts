// An npm registry on loopback that knows a few tarballs and nothing else.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename } from 'node:path';
import { packageJsonOf } from './tarball.js';

export interface Registry {
  /** For `npm_config_registry`, with a slash at the end. */
  readonly url: string;
  /** What was asked for, such as `GET /create-mcp-oauth-app`. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

/** What npm calls a packument: one package with all its versions. */
interface Package {
  readonly name: string;
  readonly 'dist-tags': { latest: string };
  readonly versions: Record<string, unknown>;
  /** When each was published. */
  readonly time: Record<string, string>;
}

/** Package managers may refuse what was published a moment ago. */
const longAgo = '2020-01-01T00:00:00.000Z';

/**
 * @param tarballs paths of packed packages, also several versions of one: the last is its `latest`
 * @param host the address to listen on
 */
export async function startRegistry(
  tarballs: readonly string[],
  host = '127.0.0.1',
): Promise<Registry> {
  const answers = new Map<string, string | Buffer>();
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    const answer = request.method === 'GET' ? answers.get(request.url ?? '') : undefined;
    const type = typeof answer === 'string' ? 'application/json' : 'application/octet-stream';
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': type });
    response.end(answer ?? '');
  });
  server.listen(0, host);
  await once(server, 'listening');
  const url = `http://${host}:${(server.address() as AddressInfo).port}/`;

  const packages = new Map<string, Package>();
  for (const file of tarballs) {
    const bytes = await readFile(file);
    const packageJson = await packageJsonOf(file);
    const { name, version } = packageJson;
    const path = `/${name}/-/${basename(file)}`;
    const hash = (algorithm: string) => createHash(algorithm).update(bytes);
    const dist = {
      tarball: new URL(path, url).href,
      integrity: `sha512-${hash('sha512').digest('base64')}`,
      shasum: hash('sha1').digest('hex'),
    };
    const known = packages.get(name);
    packages.set(name, {
      name,
      'dist-tags': { latest: version },
      versions: { ...known?.versions, [version]: { ...packageJson, dist } },
      time: { ...known?.time, [version]: longAgo },
    });
    answers.set(path, bytes);
  }
  for (const [name, value] of packages) {
    answers.set(`/${name.replace('/', '%2f')}`, JSON.stringify(value));
  }
  return {
    url,
    requests,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

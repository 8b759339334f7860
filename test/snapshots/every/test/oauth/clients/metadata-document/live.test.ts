/** The whole server, with a client on this machine. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { openLiveServer } from '../../../live/plain-server.js';
import { authorizeParameters } from '../../authorize/asking.js';
import { documentOf, serve } from './vendor.js';

it('fetches a document from this machine only if configured so [CIMD-12]', async () => {
  let fetches = 0;
  const server = createServer((_request, response) => {
    fetches += 1;
    serve(documentOf(clientId))(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const clientId = `http://localhost:${(server.address() as AddressInfo).port}/client.json`;
  const statuses: number[] = [];
  for (const allowLoopback of [true, false]) {
    const live = await openLiveServer({ cimd: { allowLoopback, allowHosts: [], denyHosts: [] } });
    const url = `${live.config.publicUrl}/authorize?${await authorizeParameters({ id: clientId })}`;
    statuses.push((await fetch(url, { redirect: 'manual' })).status);
    await live.close();
  }
  await new Promise((resolve) => server.close(resolve));
  expect(statuses).toEqual([303, 400]);
  expect(fetches).toBe(1);
});

/** Host names to addresses, with a name server on this machine. */
import { createSocket, type Socket } from 'node:dgram';
import { afterEach, expect, it } from 'vitest';
import {
  createResolve,
  type Resolve,
} from '../../../../../src/oauth/clients/metadata-document/fetch/resolve.js';

const typeA = 1;
const typeAaaa = 28;

let socket: Socket | undefined;
let queries = 0;

afterEach(() => {
  socket?.close();
  socket = undefined;
  queries = 0;
});

type Records = Partial<Record<number, readonly number[][]>>;

/** Resolves by a name server with these records for every name; without any, it never answers. */
async function resolverFor(records: Records | undefined): Promise<Resolve> {
  const server = createSocket('udp4');
  socket = server;
  server.on('message', (query, { port, address }) => {
    queries += 1;
    if (records !== undefined) server.send(answerTo(query, records), port, address);
  });
  await new Promise<void>((resolve) => server.bind(0, '127.0.0.1', resolve));
  return createResolve([`127.0.0.1:${server.address().port}`]);
}

/** One record for each address (RFC 1035, section 4.1). */
function answerTo(query: Buffer, records: Records): Buffer {
  const endOfName = query.indexOf(0, 12);
  const question = query.subarray(12, endOfName + 5);
  const type = query.readUInt16BE(endOfName + 1);
  const found = records[type] ?? [];
  const header = Buffer.from([0, 0, 0x81, 0x80, 0, 1, 0, found.length, 0, 0, 0, 0]);
  query.copy(header, 0, 0, 2);
  const answers = found.map((bytes) =>
    Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 60, 0, bytes.length, ...bytes]),
  );
  return Buffer.concat([header, question, ...answers]);
}

const signal = new AbortController().signal;

it('finds all addresses of both families, so that each can be checked [CIMD-10]', async () => {
  const ipv6 = [0x20, ...Array<number>(14).fill(0), 1];
  const resolve = await resolverFor({
    [typeA]: [
      [192, 0, 2, 1],
      [192, 0, 2, 2],
    ],
    [typeAaaa]: [ipv6],
  });
  const addresses = await resolve('vendor.test', signal);
  expect([...addresses].sort()).toEqual(['192.0.2.1', '192.0.2.2', '2000::1']);
});

it('may find one family only', async () => {
  const resolve = await resolverFor({ [typeA]: [[192, 0, 2, 1]] });
  expect(await resolve('vendor.test', signal)).toEqual(['192.0.2.1']);
});

it('finds nothing where there is nothing', async () => {
  const resolve = await resolverFor({});
  expect(await resolve('vendor.test', signal)).toEqual([]);
});

it('waits no longer when it is aborted [CIMD-14]', async () => {
  const resolve = await resolverFor(undefined);
  const controller = new AbortController();
  const resolving = resolve('vendor.test', controller.signal);
  controller.abort();
  expect(await resolving).toEqual([]);
  // No question was repeated.
  expect(queries).toBeLessThanOrEqual(2);
});

it('knows this machine without asking anybody', async () => {
  const resolve = await resolverFor({ [typeA]: [[192, 0, 2, 1]] });
  expect(await resolve('localhost', signal)).toEqual(['127.0.0.1', '::1']);
});

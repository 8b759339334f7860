/** Requests as nobody means them. */
import fc from 'fast-check';
import { issuer } from '../oauth/world.js';
import type { Target } from './target.js';
import { mostly, text } from './values.js';
import { headerText, wrongHeader } from './wrong-headers.js';

/** A request that a failing test can print. */
export interface Hostile {
  method: string;
  /** Path and query. */
  path: string;
  headers: readonly (readonly [name: string, value: string])[];
  body?: string | { huge: number } | { brokenAfter: string };
}

/** What a request to an endpoint can have. */
export interface Parts {
  paths: readonly string[];
  methods: readonly string[];
  query?: fc.Arbitrary<string>;
  body?: fc.Arbitrary<string>;
  mediaType?: string;
  /** The right values. */
  headers?: Readonly<Record<string, readonly string[]>>;
}

const otherMethods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'QUERY', 'post'];

export function hostile(target: Target, parts: Parts): fc.Arbitrary<Hostile> {
  const { query = fc.constant(''), body = text } = parts;
  const mediaType = parts.mediaType ?? 'application/x-www-form-urlencoded';
  const paths = fc.constantFrom(...parts.paths);
  return fc
    .record({
      method: mostly(fc.constantFrom(...parts.methods), fc.constantFrom(...otherMethods)),
      path: mostly(
        paths,
        fc.tuple(paths, fc.constantFrom(...suffixes)).map(([a, b]) => a + b),
      ),
      query: mostly(query, text),
      body: mostly(body, bodies(body)),
      mediaType: mostly(fc.constant(mediaType), fc.constantFrom(...mediaTypes)),
      right: fc.tuple(
        ...Object.entries(parts.headers ?? {}).map(([name, values]) =>
          mostly(fc.constantFrom(...values), headerText).map((value) => [name, value] as const),
        ),
      ),
      wrong: fc.array(wrongHeader(target), { maxLength: 2 }),
    })
    .map(({ query: search, right, wrong, mediaType: type, ...rest }) => ({
      method: rest.method,
      path: search === '' ? rest.path : `${rest.path}?${search}`,
      headers: [['content-type', type] as const, ...right, ...wrong],
      ...(!/^(get|head)$/i.test(rest.method) && { body: rest.body }),
    }));
}

/** What `fetch` refuses is for the test of the socket. */
export function made({ method, path, headers: list, body }: Hostile): Request {
  const headers = new Headers();
  for (const [name, value] of list) headers.append(name, value);
  const init = { method, headers, duplex: 'half' as const };
  const url = `${issuer}${path}`;
  if (body === undefined) return new Request(url, init);
  if (typeof body === 'string') return new Request(url, { ...init, body });
  return new Request(url, { ...init, body: 'huge' in body ? huge(body.huge) : broken(body) });
}

function huge(size: number): ReadableStream {
  const chunk = new TextEncoder().encode('a'.repeat(32 * 1024));
  let sent = 0;
  return new ReadableStream({
    pull: (controller) => {
      if (sent >= size) return controller.close();
      sent += chunk.length;
      controller.enqueue(chunk);
    },
  });
}

function broken({ brokenAfter }: { brokenAfter: string }): ReadableStream {
  let isFirst = true;
  return new ReadableStream({
    pull: (controller) => {
      if (!isFirst) return controller.error(new Error('aborted'));
      isFirst = false;
      controller.enqueue(new TextEncoder().encode(brokenAfter || 'a'));
    },
  });
}

function bodies(right: fc.Arbitrary<string>): fc.Arbitrary<NonNullable<Hostile['body']>> {
  return fc.oneof(
    { weight: 4, arbitrary: text },
    { weight: 2, arbitrary: right.map((brokenAfter) => ({ brokenAfter })) },
    { weight: 1, arbitrary: fc.constantFrom({ huge: 65_536 }, { huge: 98_304 }, { huge: 2e6 }) },
  );
}

const mediaTypes = [
  '',
  'application/json',
  'application/json; charset=utf-16',
  'application/x-www-form-urlencoded; charset=latin1',
  'multipart/form-data; boundary=x',
  'text/plain',
  'text/html',
  '/',
  'application/x-www-form-urlencoded, application/json',
];

const suffixes = [
  '/',
  '//',
  '/.',
  '/..',
  '/../..',
  '/%2e%2e/token',
  '%00',
  '%',
  '%zz',
  '%ff',
  '/%2f',
  ';a=b',
  '.json',
  '/\ud800',
  '/<script>',
  '#fragment',
  '\\',
  '/__proto__',
  `/${'a'.repeat(5000)}`,
];

/** One HTTP GET to checked addresses, without redirects. */
import http, { type IncomingHttpHeaders } from 'node:http';
import https from 'node:https';
import { isIPv6, type LookupFunction } from 'node:net';
import { FetchFailed, type FetchFailure } from './fetch-failed.js';
import { receive } from './receive.js';

/** An answer with status 200 and a JSON media type. */
export interface Fetched {
  headers: IncomingHttpHeaders;
  body: Uint8Array;
}

export interface ExchangeOptions {
  /** Where to connect; the first one that answers. */
  addresses: readonly string[];
  /** The media types that are asked for. */
  accept: string;
  userAgent: string;
  /** Bytes of the body at most. */
  maxBytes: number;
  /** Milliseconds for the connection, TLS included. */
  connectMs: number;
  /** Ends everything. */
  signal: AbortSignal;
  /** Certificate authorities in PEM form, in place of the system's. */
  trust?: string | undefined;
}

/**
 * Gets a JSON document, without a proxy, by a connection of its own (a kept one could lead to an
 * address that was not checked) with TLS for the name in the URL.
 *
 * @throws FetchFailed
 */
export async function exchange(url: URL, options: ExchangeOptions): Promise<Fetched> {
  let stage: FetchFailure = 'unreachable';
  try {
    return await new Promise<Fetched>((resolve, reject) => {
      const isTls = url.protocol === 'https:';
      const { request } = isTls ? https : http;
      const outgoing = request(url, {
        agent: false,
        lookup: pinned(options.addresses),
        headers: { accept: options.accept, 'user-agent': options.userAgent },
        signal: options.signal,
        rejectUnauthorized: true,
        ...(options.trust !== undefined && { ca: options.trust }),
      });
      const slow = setTimeout(
        () => outgoing.destroy(new FetchFailed('timeout')),
        options.connectMs,
      );
      const connected = () => {
        stage = 'broken_off';
        clearTimeout(slow);
      };
      outgoing.on('socket', (socket) => {
        socket.once('connect', isTls ? () => (stage = 'tls') : connected);
        socket.once('secureConnect', connected);
      });
      let isAnswered = false;
      outgoing.on('response', (response) => {
        isAnswered = true;
        receive(response, options.maxBytes).then(resolve, reject);
      });
      outgoing.on('error', reject);
      outgoing.on('close', () => {
        clearTimeout(slow);
        if (!isAnswered) reject(new FetchFailed('broken_off'));
      });
      outgoing.end();
    });
  } catch (error) {
    if (error instanceof FetchFailed) throw error;
    throw new FetchFailed(options.signal.aborted ? 'timeout' : stage);
  }
}

function pinned(addresses: readonly string[]): LookupFunction {
  const all = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  return (_hostname, { all: wantsAll }, callback) => {
    if (wantsAll) callback(null, all);
    else callback(null, all[0]?.address ?? '', all[0]?.family);
  };
}

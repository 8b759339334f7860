/** Reads an answer as far as it is worth reading. */
import type { IncomingMessage } from 'node:http';
import type { Fetched } from './exchange.js';
import { FetchFailed, type FetchFailure } from './fetch-failed.js';

/**
 * The body of a JSON answer; all else is closed unread (CIMD, sections 4, 5 and 8.7).
 *
 * @throws FetchFailed
 */
export async function receive(response: IncomingMessage, maxBytes: number): Promise<Fetched> {
  try {
    const refusal = refusalOf(response, maxBytes);
    if (refusal !== undefined) throw new FetchFailed(refusal);
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response) {
      size += chunk.length;
      if (size > maxBytes) throw new FetchFailed('too_large');
      chunks.push(chunk);
    }
    return { headers: response.headers, body: Buffer.concat(chunks) };
  } finally {
    response.destroy();
  }
}

function refusalOf({ statusCode = 0, headers }: IncomingMessage, maxBytes: number) {
  // Set by an edge that wants a browser.
  if (headers['cf-mitigated'] !== undefined) return 'bot_challenge';
  if (statusCode !== 200) return `status_${statusCode}` satisfies FetchFailure;
  if (!isJson(headers['content-type'])) return 'media_type';
  // None was asked for, and an unpacked one would know no limit.
  if (headers['content-encoding'] !== undefined) return 'content_encoding';
  return Number(headers['content-length']) > maxBytes ? 'too_large' : undefined;
}

/** `application/json` or a media type that ends in `+json` (RFC 6839, section 3.1). */
function isJson(contentType = ''): boolean {
  const [mediaType = ''] = contentType.split(';');
  return /^application\/([\w.!#$&^+-]+\+)?json$/i.test(mediaType.trim());
}

/** The JSON in a body; `undefined` for anything else. */
export function jsonIn(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}

/** The Basic scheme (RFC 6749, section 2.3.1), as clients in use send it. */

/** What a header says if it is read in one way. */
export interface Reading {
  clientId: string;
  secret: string;
}

/**
 * Every way to read the header, the correct one first: form-encoded. Some clients do not encode, and
 * an id that is a URL has colons of its own.
 *
 * @returns none if it is not base64, not UTF-8 or has no colon
 */
export function basicReadings(header: string): Reading[] {
  const [, encoded = ''] = /^basic +([\w+/-]+={0,2})$/i.exec(header) ?? [];
  const text = decodeUtf8(Buffer.from(encoded, 'base64'));
  if (text === undefined || !text.includes(':')) return [];
  const raw = splitAt(text, text.indexOf(':'));
  const rawWithUrl = splitAt(text, text.lastIndexOf(':'));
  return [...formDecoded(raw), raw, rawWithUrl].filter(isFirst);
}

function splitAt(text: string, colon: number): Reading {
  return { clientId: text.slice(0, colon), secret: text.slice(colon + 1) };
}

function isFirst(reading: Reading, index: number, all: readonly Reading[]): boolean {
  const { clientId, secret } = reading;
  return index === all.findIndex((it) => it.clientId === clientId && it.secret === secret);
}

function formDecoded({ clientId, secret }: Reading): Reading[] {
  const decode = (text: string) => decodeURIComponent(text.replaceAll('+', ' '));
  try {
    return [{ clientId: decode(clientId), secret: decode(secret) }];
  } catch {
    return []; // A bare `%`: it was not encoded.
  }
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined; // Not text.
  }
}

/** The Basic scheme as OAuth uses it (RFC 6749, section 2.3.1), and as clients really send it. */

/** What a header says if it is read in one way. */
export interface Reading {
  clientId: string;
  secret: string;
}

/**
 * Every way to read the header, the correct one first: both parts form-encoded. Some clients skip
 * the encoding, and then an id that is a URL has colons of its own.
 *
 * @returns no reading for a header that is not base64, not UTF-8 or has no colon
 */
export function basicReadings(header: string): Reading[] {
  const [, encoded = ''] = /^basic +([\w+/-]+={0,2})$/i.exec(header) ?? [];
  const text = decodeUtf8(Buffer.from(encoded, 'base64'));
  if (text === undefined || !text.includes(':')) return [];
  const raw = splitAt(text, text.indexOf(':'));
  const decoded = { clientId: formDecode(raw.clientId), secret: formDecode(raw.secret) };
  const rawWithUrl = splitAt(text, text.lastIndexOf(':'));
  return [...(isComplete(decoded) ? [decoded] : []), raw, rawWithUrl].filter(isFirst);
}

function splitAt(text: string, colon: number): Reading {
  return { clientId: text.slice(0, colon), secret: text.slice(colon + 1) };
}

function isComplete(reading: {
  clientId: string | undefined;
  secret: string | undefined;
}): reading is Reading {
  return reading.clientId !== undefined && reading.secret !== undefined;
}

function isFirst(reading: Reading, index: number, all: readonly Reading[]): boolean {
  const { clientId, secret } = reading;
  return index === all.findIndex((it) => it.clientId === clientId && it.secret === secret);
}

function formDecode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined; // A bare `%`: it was not encoded.
  }
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined; // Not text, hence not credentials.
  }
}

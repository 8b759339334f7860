// Hashes of content, and of text independent of line ends.
import { hash } from 'node:crypto';

/** @returns sha256 of the bytes, or of the text in UTF-8, as they are; in lower case hex */
export function sha256(content: string | Uint8Array): string {
  return hash('sha256', content, 'hex');
}

/** @returns sha256 of the text with LF line ends, so that a CRLF checkout compares equal */
export function textHash(text: string): string {
  return sha256(text.replaceAll('\r\n', '\n'));
}

// Hashes of text, independent of line ends.
import { createHash } from 'node:crypto';

/** @returns sha256 of the text as it is, in lower case hex */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** @returns sha256 of the text with LF line ends, so that a CRLF checkout compares equal */
export function textHash(text: string): string {
  return sha256(text.replaceAll('\r\n', '\n'));
}

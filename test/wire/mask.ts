// What differs between two answers of one server: random values, times, and chance.
import { headerOf } from './http-message.js';

const randomByNature: readonly (readonly [RegExp, string])[] = [
  [/\b[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}\b/g, '<uuid>'],
  // Long runs that are no words: identifiers, codes, tokens and signatures, of 22 characters at least.
  [/(?<![\w-])(?=[\w-]*[A-Z\d])[\w-]{20,}(?![\w-])/g, '<random>'],
  [/\b[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT/g, '<date>'],
  [/\b20\d\d-\d\d-\d\dT[\d:.]+Z/g, '<time>'],
  [/(?<![\d.])1[789]\d{8}(\d{3})?(?![\d.])/g, '<time>'],
];

/** @returns the text with a word in place of each such value */
export function mask(text: string): string {
  return randomByNature.reduce((masked, [pattern, word]) => masked.replace(pattern, word), text);
}

/**
 * An event stream that is over before its first bytes are sent carries its length, any other goes out
 * in chunks. Which of the two happens is a matter of microseconds, in every framework.
 *
 * @returns the lines without those that say which
 */
export function withoutChance(head: readonly string[]): readonly string[] {
  if (!headerOf(head, 'content-type')?.startsWith('text/event-stream')) return head;
  return head.filter((line) => !/^(content-length|transfer-encoding):/i.test(line));
}

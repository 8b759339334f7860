/** How long a document stays fresh. */
import { describe, expect, it } from 'vitest';
import { freshFor } from '../../../../src/oauth/clients/metadata-document/freshness.js';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

describe('the freshness of a document, in seconds', () => {
  it.each([
    ['nothing is said', {}, hour],
    ['an age is given', { 'cache-control': 'public, max-age=7200' }, 2 * hour],
    ['it is spelled otherwise', { 'cache-control': 'MAX-AGE="7200",public' }, 2 * hour],
    ['a cache used some of it', { 'cache-control': 'max-age=7200', age: '3600' }, hour],
    ['the age is senseless', { 'cache-control': 'max-age=7200', age: 'x' }, 2 * hour],
    ['it is shorter than a minute', { 'cache-control': 'max-age=5' }, minute],
    ['it is zero', { 'cache-control': 'max-age=0, must-revalidate' }, minute],
    ['a cache used all of it', { 'cache-control': 'max-age=60', age: '9000' }, minute],
    ['storing is forbidden', { 'cache-control': 'no-store, max-age=7200' }, minute],
    ['using unasked is forbidden', { 'cache-control': 'private,no-cache' }, minute],
    ['it is longer than a day', { 'cache-control': 'max-age=31536000' }, day],
    ['it is not a number', { 'cache-control': 'max-age=soon' }, hour],
    ['another directive ends alike', { 'cache-control': 'x-max-age=7200' }, hour],
    [
      'a date is given',
      { expires: 'Tue, 01 Jan 2030 02:00:00 GMT', date: 'Tue, 01 Jan 2030 00:00:00 GMT' },
      2 * hour,
    ],
    ['the date is no date', { expires: '0', date: 'Tue, 01 Jan 2030 00:00:00 GMT' }, minute],
    ['the date has nothing to compare with', { expires: 'Tue, 01 Jan 2030 02:00:00 GMT' }, minute],
    ['an age and a date are given', { 'cache-control': 'max-age=120', expires: '0' }, 2 * minute],
  ])('when %s [CIMD-15]', (_what, headers, seconds) => {
    expect(freshFor(headers)).toBe(seconds * 1000);
  });
});

// Answers that come from a file are checked like those that come from flags.
import { expect, it } from 'vitest';
import { readAnswers } from '../../src/answers/record.js';
import { thrown } from '../thrown.js';
import { sampleAnswers } from './sample-answers.js';

it('reads back what was recorded', () => {
  const answers = sampleAnswers();
  expect(readAnswers(JSON.parse(JSON.stringify(answers)))).toEqual(answers);
});

it.each([
  ['nothing', undefined],
  ['a missing answer', { ...sampleAnswers(), storage: undefined }],
  ['an unknown answer', { ...sampleAnswers(), colour: 'red' }],
  ['a bad name', sampleAnswers({ name: '../demo' })],
  ['no scopes', sampleAnswers({ scopes: [] })],
  ['an unknown framework', { ...sampleAnswers(), framework: 'django' }],
])('refuses %s', async (_case, value) => {
  expect(await thrown(() => readAnswers(value))).toMatchObject({ code: 'INVALID_ANSWER' });
});

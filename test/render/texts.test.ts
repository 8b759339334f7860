// Lines that layers bring for the templates of others.
import { expect, it } from 'vitest';
import { render } from '../../src/render/render.js';
import { sampleAnswers } from '../answers/sample-answers.js';
import { layer } from '../layers/small-layers.js';
import { thrown } from '../thrown.js';

const base = layer('base', {
  'a.md.hbs': '{{title}}\n{{#each texts.users}}\n{{this}}\n{{/each}}\n',
});
const rendered = (lines: string[]) =>
  render(sampleAnswers({ packageManager: 'pnpm' }), [
    base,
    layer('upstream/x', {}, { texts: { users: lines } }),
  ]).get('a.md')?.text;

it('stand where a template asks for them, one to a line', () => {
  expect(rendered(['first', '', 'third'])).toBe('Demo\nfirst\n\nthird\n');
  expect(rendered([])).toBe('Demo\n');
});

it('say what the answers decide', () => {
  expect(rendered(['`{{run}} dev`, it\'s <b> & "more"'])).toBe(
    'Demo\n`pnpm dev`, it\'s <b> & "more"\n',
  );
});

it('are missed where no layer brings them', async () => {
  const error = await thrown(() => render(sampleAnswers(), [base]));
  expect(error.code).toBe('BROKEN_TEMPLATE');
});

it('come from one layer each', async () => {
  const two = ['upstream/x', 'upstream/y'].map((name) => layer(name, {}, { texts: { users: [] } }));
  const error = await thrown(() => render(sampleAnswers(), [base, ...two]));
  expect(error.message).toBe('upstream/y and upstream/x both bring users.');
});

it('name nothing that the answers do not decide', async () => {
  const error = await thrown(() => rendered(['{{nmae}}']));
  expect(error.message).toMatch(/^upstream\/x\/layer\.json: /);
});

// Templates, compared with what Handlebars makes of them.

import { join } from 'node:path';
import fc from 'fast-check';
import Handlebars from 'handlebars';
import { describe, expect, it } from 'vitest';
import { readLayers } from '../../src/layers/read.js';
import { layersFor } from '../../src/layers/registry.js';
import type { Answered } from '../../src/render/answered.js';
import { answeredBy } from '../../src/render/answered.js';
import { contextOf } from '../../src/render/context.js';
import { renderTemplate } from '../../src/render/template.js';
import { sampleAnswers } from '../answers/sample-answers.js';
import { thrown } from '../thrown.js';
import { namedVariants } from './snapshots.js';

const templates = join(import.meta.dirname, '../../templates');
const engine = Handlebars.create();
engine.registerHelper('json', (value: unknown) => JSON.stringify(value, null, 2));

const compiled = new Map<string, Handlebars.TemplateDelegate>();

function handlebars(text: string, context: object): string {
  const template = compiled.get(text) ?? engine.compile(text, { strict: true, noEscape: true });
  compiled.set(text, template);
  return template(context);
}

it.each(namedVariants)(
  'makes of every template of $name what Handlebars makes of it',
  async ({ variant }) => {
    const layers = await readLayers(templates, layersFor(variant));
    const texts = layers.flatMap(({ files }) =>
      files.filter(({ stored }) => stored.endsWith('.hbs')),
    );
    expect(texts.length).toBeGreaterThan(3);
    for (const packageManager of ['npm', 'pnpm', 'yarn', 'bun'] as const) {
      const context = contextOf({ ...sampleAnswers(variant), packageManager }, layers);
      for (const { stored, text } of texts) {
        expect(renderTemplate(stored, text, context)).toBe(handlebars(text, context));
      }
    }
  },
);

const value = fc.constantFrom('{{name}}', '{{json project}}', '{{scopes.[0].name}}', '{{ title }}');
const plain = fc.constantFrom('a', ' ', '<&>"', '{ x }', '\\{{ y }}', '$&', '\\');
const inline = fc.array(fc.oneof(value, plain), { maxLength: 5 }).map((parts) => parts.join(''));
const ownLine = fc.constantFrom('', '  ', '\t');
const block = fc
  .tuple(
    ownLine,
    inline.map((text) => text.replace(/\{\{.*?\}\}/g, '{{name}}: {{description}}')),
    ownLine,
  )
  .map(
    ([before, body, after]) =>
      `${before}{{#each scopes}}${after}\n${body}\n${before}{{/each}}${after}`,
  );
const within = fc.constant('x{{#each scopes}}{{json implies}}, {{/each}}y');
const template = fc
  .array(fc.oneof(inline, block, within), { maxLength: 6 })
  .map((lines) => lines.join('\n'))
  // Two backslashes mean one thing more to Handlebars.
  .filter((text) => !text.includes('\\\\{{'));

it('makes of any template what Handlebars makes of it', () => {
  const context = answeredBy(sampleAnswers());
  fc.assert(
    fc.property(template, (text) => {
      expect(renderTemplate('any', text, context)).toBe(handlebars(text, context));
    }),
    { numRuns: 500 },
  );
});

describe('is refused with its path', () => {
  const context = { ...answeredBy(sampleAnswers()), odd: { list: [1, {}] } } as unknown as Answered;

  it.each([
    ['a name that is not there', '{{nmae}}'],
    ['a name that every object has', '{{constructor}}'],
    ['an index that is not there', '{{scopes.[9].name}}'],
    ['a list of a name that is not there', '{{#each none}}{{/each}}'],
    ['a block over what is no list', '{{#each name}}{{/each}}'],
    ['a block in a block', '{{#each scopes}}{{#each implies}}{{/each}}{{/each}}'],
    ['a block that is not closed', '{{#each scopes}}'],
    ['a block that was never open', '{{/each}}'],
    ['a list as text', '{{scopes}}'],
    ['an object in a list as text', '{{#each odd.list}}{{this}}{{/each}}'],
    ['a condition', '{{#if name}}{{/if}}'],
    ['a partial', '{{> other}}'],
    ['a comment', '{{! words }}'],
    ['another helper', '{{upper name}}'],
    ['three braces', '{{{name}}}'],
    ['braces that are not closed', 'a {{name b'],
    ['nothing between the braces', '{{}}'],
  ])('%s', async (_what, text) => {
    expect(await thrown(async () => renderTemplate('a.hbs', text, context))).toMatchObject({
      code: 'BROKEN_TEMPLATE',
      message: expect.stringMatching(/^a\.hbs: ./),
    });
  });
});

// Links and anchors of every page, here and in generated projects; other sites are not asked.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { namedVariants, renderVariant } from '../render/snapshots.js';
import { deadLinks } from './dead-links.js';
import { anchorsIn, codeIn, linksIn } from './markdown.js';

const repository = join(import.meta.dirname, '../..');
/** What is rendered has to be looked at where it is rendered to. */
const elsewhere = ['.git', 'node_modules', 'dist', 'templates', 'test'];

/** @returns paths of all pages of this repository, from its root */
function pagesBelow(folder: string): string[] {
  return readdirSync(join(repository, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return elsewhere.includes(path) ? [] : pagesBelow(path);
    return entry.name.endsWith('.md') ? [path] : [];
  });
}

const paths = pagesBelow('');
const pages = new Map(paths.map((path) => [path, readFileSync(join(repository, path), 'utf8')]));

it('leads somewhere, wherever a page of this repository leads', () => {
  expect(paths).toEqual(expect.arrayContaining(['README.md', 'docs/README.md']));
  expect(deadLinks({ pages, exists: (path) => existsSync(join(repository, path)) })).toEqual([]);
});

it('lists every page of docs in its index', () => {
  const listed = new Set(linksIn(pages.get('docs/README.md') ?? '').map((link) => `docs/${link}`));
  const missing = paths.filter((path) => path.startsWith('docs/') && !listed.has(path));
  expect(missing).toEqual(['docs/README.md']);
});

it('asks one question at the top of each page of docs', () => {
  const titles = [...pages].filter(([path]) => /^docs\/(?!README)[^/]+$/.test(path));
  for (const [path, text] of titles) expect(`${path}: ${text}`).toMatch(/^[^\n]*: # .*\?\n/);
});

it.each(namedVariants)('leads somewhere, wherever a page of $name leads', async ({ variant }) => {
  const tree = await renderVariant(variant);
  const texts = [...tree].filter(([path]) => path.endsWith('.md'));
  const folders = new Set([...tree.keys()].map((path) => path.split('/').slice(0, -1).join('/')));
  const exists = (path: string) => tree.has(path) || folders.has(path.replace(/\/$/, ''));
  const rendered = new Map(texts.map(([path, { text }]) => [path, text]));
  expect(rendered.size).toBeGreaterThan(3);
  expect(deadLinks({ pages: rendered, exists })).toEqual([]);
  for (const [, text] of rendered) {
    for (const code of codeIn(text, 'json')) expect(() => JSON.parse(code)).not.toThrow();
  }
});

it('shows JSON that can be read', () => {
  for (const text of pages.values()) {
    for (const code of codeIn(text, 'json')) expect(() => JSON.parse(code)).not.toThrow();
  }
});

it('makes the anchors that GitHub makes', () => {
  const headings = [
    '# What is `npm test`?',
    '## One, two & three',
    '## The *end*',
    '## [A link](b.md)',
    '## Twice',
    '## Twice',
    '```sh\n# no heading\n```',
  ];
  expect([...anchorsIn(headings.join('\n\n'))]).toEqual([
    'what-is-npm-test',
    'one-two--three',
    'the-end',
    'a-link',
    'twice',
    'twice-1',
  ]);
});

it('finds a page, a heading and an address that are not there', () => {
  const text =
    '[a](b.md) [b](a.md#no) [c](#yes) [d](http://x.test/) `[e](no.md)` [f](../a.md)\n\n# Yes';
  expect(
    deadLinks({ pages: new Map([['a.md', text]]), exists: (path) => path === 'a.md' }),
  ).toEqual([
    'a.md: b.md is not there',
    'a.md: a.md#no has no such heading',
    'a.md: http://x.test/ is no https address',
    'a.md: ../a.md is not there',
  ]);
});

// What a project remembers.
import { expect, it } from 'vitest';
import { digestLayers } from '../../src/layers/digest.js';
import { render } from '../../src/render/render.js';
import { sha256, textHash } from '../../src/tree/hash.js';
import { packBase } from '../../src/update/base.js';
import { manifestOf, readManifest, writeManifest } from '../../src/update/manifest.js';
import { sampleAnswers } from '../answers/sample-answers.js';
import { layer, smallLayers } from '../layers/small-layers.js';
import { thrown } from '../thrown.js';

const answers = sampleAnswers();
const layers = smallLayers();
const tree = render(answers, layers);
const generator = { name: 'create-mcp-oauth-app', version: '0.1.0', layers: digestLayers(layers) };
const manifest = manifestOf(generator, answers, tree, packBase(tree).hash);
const text = writeManifest(manifest);

it('reads back what it writes', () => {
  expect(readManifest(text)).toEqual(manifest);
});

it('records answers, and hash, owner class, executable bit and origin of each file', () => {
  expect(manifest.answers).toEqual(answers);
  expect(Object.keys(manifest.files)).toEqual([...tree.keys()]);
  expect(manifest.files['README.md']).toEqual({
    sha256: textHash('# Demo\n'),
    executable: false,
    owner: 'once',
    template: 'base/files/README.md.hbs',
  });
  expect(manifest.files['bin/start']?.executable).toBe(true);
});

it('has sorted keys at every depth', () => {
  const sorted = (value: unknown): boolean => {
    if (typeof value !== 'object' || value === null) return true;
    if (Array.isArray(value)) return value.every(sorted);
    const keys = Object.keys(value);
    return keys.join() === keys.toSorted().join() && Object.values(value).every(sorted);
  };
  expect(sorted(JSON.parse(text))).toBe(true);
});

it('holds no secret, no date and no path of this machine', () => {
  expect(text).not.toMatch(/SECRET|\.env"|\d{4}-\d\d-\d\d/);
  expect(text).not.toContain(process.cwd());
});

it('has another digest of the layers as soon as one byte of them differs', () => {
  const changed = [...layers, layer('upstream/none', { a: '' })];
  expect(digestLayers(changed)).not.toBe(digestLayers(layers));
});

const one = { sha256: sha256(''), executable: false, owner: 'managed', template: 'base/files/a' };

it.each([
  ['no JSON', 'nothing'],
  ['a format that never was', { ...manifest, format: 0 }],
  ['an unknown key', { ...manifest, date: 'today' }],
  ['a path that leaves the project', { ...manifest, files: { '../a': one } }],
  ['a path into .git', { ...manifest, files: { '.git/hooks/pre-commit': one } }],
  ['an absolute path', { ...manifest, files: { '/etc/passwd': one } }],
  ['paths that differ in case', { ...manifest, files: { a: one, A: one } }],
  ['a hash that is none', { ...manifest, files: { a: { ...one, sha256: 'x' } } }],
  ['an unknown owner class', { ...manifest, files: { a: { ...one, owner: 'theirs' } } }],
  ['a template outside templates', { ...manifest, files: { a: { ...one, template: '../x' } } }],
])('refuses %s', async (_case, value) => {
  const content = typeof value === 'string' ? value : JSON.stringify(value);
  expect((await thrown(() => readManifest(content))).code).toBe('INVALID_PROJECT_RECORD');
});

it('asks for a newer release when the format is of one', async () => {
  const later = JSON.stringify({ ...manifest, format: 2, unknown: true });
  const error = await thrown(() => readManifest(later));
  expect(error.code).toBe('NEWER_PROJECT');
  expect(error.hint).toContain('@latest');
});

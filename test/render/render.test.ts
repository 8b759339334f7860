// Rendering is pure: answers and layers in, a tree out.
import { expect, it } from 'vitest';
import { render } from '../../src/render/render.js';
import { sampleAnswers } from '../answers/sample-answers.js';
import { layer, smallLayers } from '../layers/small-layers.js';
import { thrown } from '../thrown.js';

it('renders templates, copies everything else and composes package.json', () => {
  const tree = render(sampleAnswers({ name: 'my-mcp-server' }), smallLayers());
  expect([...tree.keys()]).toEqual([
    '.env.example',
    '.gitignore',
    'README.md',
    'bin/start',
    'package.json',
    'src/project.json',
  ]);
  expect(tree.get('README.md')?.text).toBe('# My MCP Server\n');
  expect(tree.get('package.json')).toMatchObject({ owner: 'json', executable: false });
});

it('writes the data file as JSON with two spaces, every array and object expanded', () => {
  const tree = render(sampleAnswers(), smallLayers());
  const text = tree.get('src/project.json')?.text ?? '';
  const data = JSON.parse(text);
  expect(Object.keys(data)).toEqual(['name', 'title', 'scopes']);
  expect(text).toBe(`${JSON.stringify(data, null, 2)}\n`);
});

it('gives the same tree whatever the order of the files it reads', () => {
  const reversed = smallLayers().map((one) => ({ ...one, files: one.files.toReversed() }));
  expect([...render(sampleAnswers(), reversed)]).toEqual([
    ...render(sampleAnswers(), smallLayers()),
  ]);
});

it('keeps quotes, angle brackets and ampersands as they are', () => {
  const scopes = [{ name: 'a', description: `it's "<b>" & more`, implies: [] }];
  const text = '{{#each scopes}}{{description}}{{/each}}\n';
  const tree = render(sampleAnswers({ scopes }), [layer('base', { 'a.md.hbs': text })]);
  expect(tree.get('a.md')?.text).toBe(`it's "<b>" & more\n`);
});

it('does not take an answer for a template', () => {
  const scopes = [{ name: 'a', description: '{{name}}', implies: [] }];
  const text = '{{#each scopes}}{{description}}{{/each}}\n';
  const tree = render(sampleAnswers({ scopes }), [layer('base', { 'a.md.hbs': text })]);
  expect(tree.get('a.md')?.text).toBe('{{name}}\n');
});

it.each([
  ['a name the context does not have', '{{nmae}}'],
  ['a missing name inside a block', '{{#each scopes}}{{colour}}{{/each}}'],
  ['a condition', '{{#if name}}x{{/if}}'],
  ['a block that is not closed', '{{#each scopes}}'],
  ['a partial', '{{> other}}'],
])('refuses a template with %s, naming the file', async (_case, text) => {
  const layers = [layer('base', { 'a.md.hbs': text })];
  const error = await thrown(() => render(sampleAnswers(), layers));
  expect(error.code).toBe('BROKEN_TEMPLATE');
  expect(error.message).toContain('base/files/a.md.hbs');
});

it.each([
  ['npm', 'npm install', 'npm run', 'npx'],
  ['pnpm', 'pnpm install', 'pnpm', 'pnpm dlx'],
  ['yarn', 'yarn install', 'yarn run', 'npx'],
  ['bun', 'bun install', 'bun run', 'bunx'],
] as const)('speaks the words of %s', (packageManager, install, run, exec) => {
  const layers = [layer('base', { 'a.md.hbs': '{{install}}|{{run}}|{{exec}}\n' })];
  const tree = render(sampleAnswers({ packageManager }), layers);
  expect(tree.get('a.md')?.text).toBe(`${install}|${run}|${exec}\n`);
});

it('tells pnpm which install scripts may run, and no other package manager', () => {
  const scripts = { allowScripts: { '@scope/native': false, esbuild: false } };
  const layers = [layer('base', {}, { package: scripts })];
  const pnpm = render(sampleAnswers({ packageManager: 'pnpm' }), layers);
  expect(pnpm.get('pnpm-workspace.yaml')).toMatchObject({
    owner: 'managed',
    text: `# Which dependencies may run install scripts; none needs one.
allowBuilds:
  "@scope/native": false
  "esbuild": false
`,
  });
  const npm = render(sampleAnswers({ packageManager: 'npm' }), layers);
  expect([...npm.keys()]).toEqual(['package.json']);
});

it('tells yarn to put packages where every tool looks for them', () => {
  const tree = render(sampleAnswers({ packageManager: 'yarn' }), [layer('base', {})]);
  expect([...tree.keys()]).toEqual(['.yarnrc.yml', 'package.json']);
  expect(tree.get('.yarnrc.yml')?.text).toContain('nodeLinker: node-modules\n');
});

// Which names are accepted and what is derived from them.
import { describe, expect, it } from 'vitest';
import {
  directoryFromName,
  nameFromDirectory,
  nameProblem,
  titleFromName,
} from '../../src/answers/name.js';

describe('nameProblem', () => {
  it.each(['demo', 'my-mcp-server', '@acme/notes', 'a.b_c', '0x'])('accepts %s', (name) => {
    expect(nameProblem(name)).toBeUndefined();
  });

  it.each([
    '',
    'Demo',
    'my server',
    '.hidden',
    '_private',
    '-flag',
    '@acme',
    '@acme/',
    '@acme/a/b',
    'node_modules',
    'http',
    'über',
    '../demo',
    'a'.repeat(215),
  ])('refuses "%s"', (name) => {
    expect(nameProblem(name)).toBeTypeOf('string');
  });
});

describe('names derived from others', () => {
  it.each([
    ['My Server', 'my-server'],
    ['Überblick 2', 'uberblick-2'],
    ['.hidden', 'hidden'],
    ['日本', ''],
  ])('makes a directory "%s" the name "%s"', (directory, name) => {
    expect(nameFromDirectory(directory)).toBe(name);
  });

  it('leaves the npm scope out of the directory', () => {
    expect(directoryFromName('@acme/notes')).toBe('notes');
  });

  it.each([
    ['my-mcp-server', 'My MCP Server'],
    ['@acme/crm_api', 'CRM API'],
  ])('gives %s the title "%s"', (name, title) => {
    expect(titleFromName(name)).toBe(title);
  });
});

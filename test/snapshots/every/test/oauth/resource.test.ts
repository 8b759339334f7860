/** Names of the one resource. */
import { describe, expect, it } from 'vitest';
import type { OAuthSettings } from '../../src/oauth/context.js';
import { canonicalResource, requestedResources } from '../../src/oauth/resource.js';
import { knownScopes, scopeNames } from '../../src/oauth/scope.js';
import { scopes } from './world.js';

function settings(resource: string): OAuthSettings {
  return { resource } as OAuthSettings;
}

const ours = settings('https://mcp.example.com/mcp');

describe('the canonical resource', () => {
  it.each([
    'https://mcp.example.com/mcp',
    'https://mcp.example.com/mcp/',
    'https://mcp.example.com:443/mcp',
    'HTTPS://MCP.Example.COM/mcp',
  ])('is meant by %s [RES-4]', (value) => {
    expect(canonicalResource(ours, value)).toBe('https://mcp.example.com/mcp');
  });

  it.each([
    ['https://a.example', 'https://a.example/'],
    ['https://a.example/', 'https://a.example'],
    ['http://localhost:3000/mcp', 'http://LOCALHOST:3000/mcp/'],
    ['http://localhost/mcp', 'http://localhost:80/mcp'],
  ])('%s is meant by %s [RES-4] [R1, R2]', (resource, value) => {
    expect(canonicalResource(settings(resource), value)).toBe(resource);
  });

  it.each([
    'https://mcp.example.com',
    'https://mcp.example.com/',
    'https://mcp.example.com/mcp//',
    'https://mcp.example.com//mcp',
    'https://mcp.example.com/MCP',
    'https://mcp.example.com/mcp/x',
    'https://mcp.example.com/x/../mcp',
    'https://mcp.example.com/%6dcp',
    'https://mcp.example.com/mcp?utm_source=x',
    'https://mcp.example.com/mcp?',
    'https://mcp.example.com/mcp#',
    'https://mcp.example.com/mcp#x',
    'https://mcp.example.com:8443/mcp',
    'https://user@mcp.example.com/mcp',
    'https://mcp.example.com\\mcp',
    'https:mcp.example.com/mcp',
    'http://mcp.example.com/mcp',
    'https://other.example/mcp',
    'https://mcp.example.com.evil.example/mcp',
    '/mcp',
    'mcp',
    '',
    'https://[/mcp',
    ' https://mcp.example.com/mcp',
    'urn:example:mcp',
  ])('is not meant by %j [RES-1] [RES-2] [R6, R7]', (value) => {
    expect(canonicalResource(ours, value)).toBeUndefined();
  });

  it('is nothing if the configured resource makes no sense [RES-2]', () => {
    expect(canonicalResource(settings('nonsense'), 'other nonsense')).toBeUndefined();
  });
});

describe('the resources that a request names', () => {
  const named = (...values: string[]) =>
    requestedResources(ours, new URLSearchParams(values.map((value) => ['resource', value])));

  it('are canonical, each once, without empty ones [RES-6] [RES-7]', () => {
    expect(named()).toEqual([]);
    expect(named('')).toEqual([]);
    expect(named('https://mcp.example.com/mcp/', 'https://MCP.example.com/mcp')).toEqual([
      'https://mcp.example.com/mcp',
    ]);
  });

  it('must all be ours; the refusal says which one is [RES-2] [RES-6] [R6]', () => {
    for (const values of [['https://b.example'], ['https://mcp.example.com/mcp', 'x']]) {
      expect(() => named(...values)).toThrow('invalid_target');
      expect(() => named(...values)).toThrow('https://mcp.example.com/mcp');
    }
  });
});

describe('the scope parameter', () => {
  it('is split on spaces, each name once [REF-5] [S1]', () => {
    expect(scopeNames(' a  b a ')).toEqual(['a', 'b']);
    expect(scopeNames('')).toEqual([]);
    expect(scopeNames(undefined)).toEqual([]);
  });

  it('may name what this server offers, and offline_access [ASM-16]', () => {
    const named = ['notes:read', 'offline_access', 'admin'];
    expect(knownScopes({ scopes }, named)).toEqual(['notes:read', 'offline_access']);
  });
});

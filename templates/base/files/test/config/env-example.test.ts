/** `.env.example` and the configuration name the same variables and the same defaults. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaultRateLimits } from '../../src/config/rate-limits.js';
import { type VariableName, variables } from '../../src/config/variables.js';
import { readConfig } from '../../src/config.js';

const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
const lines = [...example.matchAll(/^(?:# )?([A-Z][A-Z_]+)=(.*)$/gm)];
const shown = new Map(lines.map(([, name = '', value = '']) => [name, value]));

const withSecret = (env: Record<string, string>) =>
  readConfig({ ...env, SECRET_KEYS: 'k7Vq2nTzX9wLr4mYb8sHd3fGj6pCa1eU0iOoQxZyWtR' });

describe('.env.example', () => {
  it('names every variable that is read, and no other, once', () => {
    const names = lines.map(([, name]) => name);
    expect(names.toSorted()).toEqual(Object.keys(variables).toSorted());
  });

  it('shows the defaults: taking them over changes nothing', () => {
    for (const [name, value] of shown) {
      expect(withSecret({ [name]: value }), name).toEqual(withSecret({}));
      const { schema } = variables[name as VariableName];
      const read = (text: string | undefined) => schema.safeParse(text).data;
      if (value !== '' && !['HOST', 'PUBLIC_URL'].includes(name)) {
        expect(read(value), name).toEqual(read(undefined));
      }
    }
  });

  it('shows the usual rate limits', () => {
    const usual = Object.entries(defaultRateLimits)
      .map(([name, { max, seconds }]) => `${name}=${max}/${seconds}`)
      .join(',');
    expect(example).toContain(usual);
  });

  it('leaves the secret to be filled in', () => {
    expect(example).toMatch(/^SECRET_KEYS=$/m);
  });
});

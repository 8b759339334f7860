/** `.env.example` agrees with the configuration. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaultRateLimits } from '../../src/config/rate-limits.js';
import { type VariableName, variables } from '../../src/config/variables.js';
import { readConfig } from '../../src/config.js';
import { development } from './wrong.js';

const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
const lines = [...example.matchAll(/^(?:# )?([A-Z][A-Z_]+)=(.*)$/gm)];
const shown = new Map(lines.map(([, name = '', value = '']) => [name, value]));

describe('.env.example', () => {
  it('names every variable once, and no other', () => {
    const names = lines.map(([, name]) => name);
    expect(names.toSorted()).toEqual(Object.keys(variables).toSorted());
  });

  it('shows the defaults', () => {
    for (const [name, value] of shown) {
      expect(readConfig({ [name]: value, ...development }), name).toEqual(readConfig(development));
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

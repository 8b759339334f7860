/** The page about the switches agrees with the configuration. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { type VariableName, variables } from '../../src/config/variables.js';
import { loginVariables } from '../../src/login/settings.js';

const page = readFileSync(new URL('../../docs/switches.md', import.meta.url), 'utf8');
const rows = [...page.matchAll(/^\| `([A-Z_]+)` \| (?:`([^`]*)`)? ?\| (.*) \|$/gm)].map(
  ([, name = '', value, why = '']) => ({ name, value, why }),
);

/** They say where the server is and what it needs. */
const noSwitches: readonly VariableName[] = [
  'NODE_ENV',
  'PUBLIC_URL',
  'HOST',
  'PORT',
  'DATABASE_URL',
  'SECRET_KEYS',
  'OPENAI_APPS_CHALLENGE',
  'MCP_USER',
  'AUDIT_LOG',
  'LOG_LEVEL',
];

it('every variable is on the page once, unless it decides nothing', () => {
  const others = [...noSwitches, ...Object.keys(loginVariables)];
  const switches = Object.keys(variables).filter((name) => !others.includes(name));
  expect(rows.map(({ name }) => name).toSorted()).toEqual(switches.toSorted());
});

it('the page shows the defaults', () => {
  for (const { name, value } of rows) {
    const { schema } = variables[name as VariableName];
    const otherwise = schema.safeParse(undefined).data;
    if (value === undefined) expect(otherwise, name).toEqual([]);
    else expect(schema.safeParse(value).data, name).toEqual(otherwise);
  }
});

it('the page gives a reason for each default, in one sentence', () => {
  for (const { name, why } of rows) expect(why, name).toMatch(/^[A-Z][^.]{20,}(\d\.\d+[^.]*)*\.$/);
});

// The single source of what can be chosen: values, defaults, wording and flag names.
import type { Scope } from './scopes.js';

/** One value of a choice. `title` is what a prompt shows, `hint` why one would take it. */
export interface ChoiceValue {
  readonly value: string;
  readonly title: string;
  readonly hint: string;
}

/** A question with a closed set of values. `layered` ones need a folder under templates/. */
export interface Choice {
  readonly flag: string;
  readonly question: string;
  readonly layered: boolean;
  readonly default: string;
  readonly values: readonly ChoiceValue[];
}

export const choices = {
  framework: {
    flag: 'framework',
    question: 'Which HTTP framework should carry the server?',
    layered: true,
    default: 'hono',
    values: [
      { value: 'hono', title: 'Hono', hint: 'small, fast, web standards' },
      { value: 'express', title: 'Express', hint: 'the one everybody knows' },
      { value: 'fastify', title: 'Fastify', hint: 'schemas and plug-ins' },
      { value: 'node', title: 'Node only', hint: 'node:http, no framework' },
    ],
  },
  storage: {
    flag: 'storage',
    question: 'Where should users, clients and grants be kept?',
    layered: true,
    default: 'sqlite',
    values: [
      { value: 'sqlite', title: 'SQLite', hint: 'one file, nothing to run; one instance' },
      { value: 'postgres', title: 'PostgreSQL', hint: 'several instances, backups at any time' },
      { value: 'redis', title: 'Redis', hint: 'several instances, if you run it anyway' },
      { value: 'memory', title: 'Memory', hint: 'gone at every restart; for trying out' },
    ],
  },
  upstream: {
    flag: 'upstream',
    question: 'Who are your users?',
    layered: true,
    default: 'none',
    values: [
      {
        value: 'none',
        title: 'Accounts in this server',
        hint: 'you add them by name and password',
      },
      {
        value: 'oidc',
        title: 'An identity provider',
        hint: 'OpenID Connect: Google, Entra, Okta...',
      },
    ],
  },
  packageManager: {
    flag: 'package-manager',
    question: 'Which package manager do you use?',
    layered: false,
    default: 'npm',
    values: [
      { value: 'npm', title: 'npm', hint: 'comes with Node' },
      { value: 'pnpm', title: 'pnpm', hint: 'keeps each package once on your disk' },
      { value: 'yarn', title: 'yarn', hint: '' },
      { value: 'bun', title: 'bun', hint: 'to install; the server runs on Node' },
    ],
  },
} as const satisfies Record<string, Choice>;

export type ChoiceKey = keyof typeof choices;
export type ChoiceOf<K extends ChoiceKey> = (typeof choices)[K]['values'][number]['value'];

/** The keys of all choices, in the order in which they are asked. */
export const choiceKeys = Object.keys(choices) as ChoiceKey[];

/** The choices that pick a layer, in the order in which layers apply. */
export const layeredKeys = ['framework', 'storage', 'upstream'] as const satisfies ChoiceKey[];

/** One point of framework x storage x upstream. */
export type Variant = { readonly [K in (typeof layeredKeys)[number]]: ChoiceOf<K> };

/** Everything that decides the bytes of a project. */
export interface Answers extends Variant {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly packageManager: ChoiceOf<'packageManager'>;
}

export const defaultName = 'my-mcp-server';

export const defaultScopes: readonly Scope[] = [
  { name: 'notes:read', description: 'Read your notes', implies: [] },
  { name: 'notes:write', description: 'Create and change your notes', implies: ['notes:read'] },
];

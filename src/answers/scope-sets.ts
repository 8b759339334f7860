// Sets of scopes to start from.
import { defaultScopes } from './schema.js';
import type { Scope } from './scopes.js';

export interface ScopeSet {
  readonly value: string;
  /** Why one would take it. */
  readonly hint: string;
  readonly scopes: readonly Scope[];
}

const read: Scope = { name: 'read', description: 'See your data', implies: [] };
const write: Scope = {
  name: 'write',
  description: 'Create and change your data',
  implies: ['read'],
};

/** The first one is the default. */
export const scopeSets: readonly ScopeSet[] = [
  { value: 'notes', hint: 'fits the example tools', scopes: defaultScopes },
  { value: 'read', hint: 'tools that only look things up', scopes: [read] },
  { value: 'write', hint: 'tools that also change things', scopes: [read, write] },
  {
    value: 'admin',
    hint: 'settings and members kept apart',
    scopes: [
      read,
      write,
      { name: 'admin', description: 'Manage settings and members', implies: ['write'] },
    ],
  },
];

/** `notes:read, notes:write` */
export function scopeNames(scopes: readonly Scope[]): string {
  return scopes.map(({ name }) => name).join(', ');
}

// Project names: what npm accepts as a package name, and the title and directory derived from it.
import { builtinModules } from 'node:module';

const maxLength = 214;
const part = /^[a-z0-9][a-z0-9._-]*$/;
const forbidden = new Set(['node_modules', 'favicon.ico', ...builtinModules]);

/** @returns one sentence saying why npm would refuse the name, or undefined when it would not */
export function nameProblem(name: string): string | undefined {
  if (name === '') return 'A name is needed.';
  if (name.length > maxLength) return `A name has at most ${maxLength} characters.`;
  if (forbidden.has(name)) return `"${name}" is a name npm keeps for itself.`;
  const scoped = /^@([^/]+)\/([^/]+)$/.exec(name);
  const parts = scoped ? [scoped[1] ?? '', scoped[2] ?? ''] : [name];
  return parts.every((piece) => part.test(piece))
    ? undefined
    : `"${name}" is not a package name: use lower case letters, digits and - . _ (not first).`;
}

/** Turns a directory's basename into the nearest acceptable package name; may be empty. */
export function nameFromDirectory(basename: string): string {
  return basename
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[._-]+|[._-]+$/g, '');
}

/** The directory a project of this name goes to when none is given: the name without npm scope. */
export function directoryFromName(name: string): string {
  return name.replace(/^@[^/]+\//, '');
}

/** `@acme/my-mcp-server` -> `My MCP Server`: the name for people. */
export function titleFromName(name: string): string {
  return directoryFromName(name)
    .split(/[-._]+/)
    .filter((word) => word !== '')
    .map((word) => spelled.get(word) ?? word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}

const spelled = new Map(['mcp', 'api', 'ai', 'id', 'crm', 'sql'].map((w) => [w, w.toUpperCase()]));

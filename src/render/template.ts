// Renders one template: a name that is missing is an error, and nothing is escaped.
import { CreateError } from '../errors.js';
import type { Answered } from './answered.js';

type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value' | 'json'; readonly path: string }
  | { readonly kind: 'each'; readonly path: string; readonly body: readonly Part[] };

const tag = /(\\?\{\{[^{}]*\}\})/;
/** A tag of a block that has its line for itself takes the line with it. */
const alone = /^[ \t]*(\{\{(?:#each [^{}]*|\/each)\}\})[ \t]*(?:\r?\n|(?![\s\S]))/gm;
const path = /^[\w$]+(\.([\w$]+|\[\d+\]))*$/;

/**
 * The part of Handlebars that templates need, and that is read the same here and there: `{{name}}`,
 * `{{a.b}}`, `{{a.[0]}}`, `{{json name}}`, `{{#each list}}` with `{{this}}` or the names of an item,
 * and `\{{` for two braces. There is no condition: what differs between variants differs by file.
 *
 * @param template its path, for the error
 * @throws CreateError BROKEN_TEMPLATE for a name the context does not have, and for anything else
 */
export function renderTemplate(template: string, text: string, context: Answered): string {
  try {
    return print(parse(text), context);
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new CreateError('BROKEN_TEMPLATE', `${template}: ${detail}`, { cause });
  }
}

function parse(text: string): Part[] {
  const parts: Part[] = [];
  let block: { readonly path: string; readonly body: Part[] } | undefined;
  for (const [index, found] of text.replace(alone, '$1').split(tag).entries()) {
    const into = block?.body ?? parts;
    const [, word, name = ''] = /^\{\{(?:(#each|json) +)?\s*(.*?)\s*\}\}$/.exec(found) ?? [];
    if (index % 2 === 0) into.push({ kind: 'text', text: withoutTags(found) });
    else if (found.startsWith('\\')) into.push({ kind: 'text', text: found.slice(1) });
    else if (word === '#each' && block === undefined) block = { path: name, body: [] };
    else if (name === '/each' && block !== undefined) {
      parts.push({ kind: 'each', ...block });
      block = undefined;
    } else if (word !== '#each' && path.test(name)) {
      into.push({ kind: word === undefined ? 'value' : 'json', path: name });
    } else throw new Error(`${found} is not understood`);
  }
  if (block !== undefined) throw new Error(`{{#each ${block.path}}} is not closed`);
  return parts;
}

function withoutTags(text: string): string {
  if (/\{\{|\}\}|\{$/.test(text)) throw new Error(`braces without a meaning: ${text.trim()}`);
  return text;
}

function print(parts: readonly Part[], context: unknown): string {
  return parts
    .map((part) => {
      if (part.kind === 'text') return part.text;
      const value = find(context, part.path);
      if (part.kind === 'each') {
        if (!Array.isArray(value)) throw new Error(`${part.path} is no list`);
        return value.map((item) => print(part.body, item)).join('');
      }
      return part.kind === 'json' ? JSON.stringify(value, null, 2) : asText(value, part.path);
    })
    .join('');
}

function find(context: unknown, path: string): unknown {
  if (path === 'this') return context;
  return path.split('.').reduce((value, segment) => {
    const key = segment.replace(/^\[(.*)\]$/, '$1');
    if (typeof value === 'object' && value !== null && Object.hasOwn(value, key)) {
      return (value as Record<string, unknown>)[key];
    }
    throw new Error(`there is no ${path}`);
  }, context);
}

function asText(value: unknown, path: string): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw new Error(`${path} is no text`);
}

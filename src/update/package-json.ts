// Merges package.json as data and writes the outcome into the owner's text.
import type { Node } from 'jsonc-parser';
import { parseTree } from 'jsonc-parser';
import { CreateError } from '../errors.js';
import type { Decided, Json, JsonObject } from './merge-json.js';
import { isObject, mergeJson } from './merge-json.js';
import { rewriteJson } from './rewrite-json.js';

export interface MergedPackageJson {
  /** The owner's text with what changed; its layout, order of keys and line ends are kept. */
  readonly text: string;
  /** Changed on both sides: the owner's value stays, and the report names both. */
  readonly decided: readonly Decided[];
}

const byteOrderMark = '\uFEFF';

/** In nodes of the tree, two for each object; what is deeper would exhaust the stack. */
const maxDepth = 200;

/**
 * Pure. There are never markers in the text: a value that both sides changed stays the owner's.
 *
 * @param base the text that both sides began with; undefined when it is lost: then keys are added
 *   and nothing of `yours` is changed or removed
 * @param yours the text on disk, which anybody may have edited
 * @throws CreateError INVALID_PACKAGE_JSON when `yours` is not one JSON object without repeated keys
 */
export function mergePackageJson(
  base: string | undefined,
  yours: string,
  ours: string,
): MergedPackageJson {
  const mark = yours.startsWith(byteOrderMark) ? byteOrderMark : '';
  const text = yours.slice(mark.length);
  const value = read(text);
  const root = checkedTree(text);
  const before = base === undefined ? {} : pristine(base);
  const merged = mergeJson(before, value, JSON.parse(ours) as JsonObject);
  return { text: mark + rewriteJson(text, root, merged.value), decided: merged.decided };
}

function read(text: string): JsonObject {
  let value: Json;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw invalid('is not valid JSON', cause);
  }
  if (!isObject(value)) throw invalid('does not hold an object');
  return value;
}

/** The record may be anybody's, too: a base that is no object is a lost one. */
function pristine(text: string): JsonObject {
  try {
    const value = JSON.parse(text) as Json;
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

/** A key that stands there twice has two values, and npm reads only the last. */
function checkedTree(text: string): Node {
  const root = treeOf(text);
  const open = [{ node: root, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, depth } = next;
    const children = node.children ?? [];
    const keys = node.type === 'object' ? children.map((child) => child.children?.[0]?.value) : [];
    const twice = keys.find((key, index) => keys.indexOf(key) !== index);
    if (twice !== undefined) throw invalid(`has the key "${twice}" more than once`);
    if (depth > maxDepth) throw invalid('is nested too deep');
    open.push(...children.map((child) => ({ node: child, depth: depth + 1 })));
  }
  return root;
}

function treeOf(text: string): Node {
  try {
    const root = parseTree(text);
    if (root !== undefined) return root;
  } catch (cause) {
    if (cause instanceof RangeError) throw invalid('is nested too deep', cause);
    throw cause;
  }
  throw invalid('does not hold an object');
}

function invalid(what: string, cause?: unknown): CreateError {
  return new CreateError('INVALID_PACKAGE_JSON', `package.json ${what}.`, { cause });
}

// Writes new values into the text of a JSON object and keeps how its owner has laid it out.
import type { Node } from 'jsonc-parser';
import type { Json, JsonObject } from './merge-json.js';
import { equalJson, isObject, own } from './merge-json.js';

/** How new text has to look to fit in. */
interface Layout {
  readonly text: string;
  readonly lineEnd: string;
  /** One step to the right, or undefined where all stands on one line. */
  readonly indent: string | undefined;
  /** Between a key and its value. */
  readonly colon: string;
}

/**
 * @param text JSON without repeated keys
 * @param root the object in it, as `parseTree` of jsonc-parser gives it
 * @param target what it shall say; its keys that `text` lacks come behind the key before them
 * @returns `text` byte for byte where it says that already
 */
export function rewriteJson(text: string, root: Node, target: JsonObject): string {
  const first = propertiesOf(root)[0];
  const lead = first === undefined ? '\n  ' : text.slice(root.offset + 1, first.offset);
  const layout: Layout = {
    text,
    lineEnd: text.includes('\r\n') ? '\r\n' : '\n',
    indent: lead.includes('\n') ? lastLine(lead) : undefined,
    colon: first === undefined ? ': ' : colonOf(text, first),
  };
  const end = root.offset + root.length;
  return text.slice(0, root.offset) + objectText(root, target, layout, '') + text.slice(end);
}

/** @param margin the white space before the line that the object's end stands on */
function objectText(node: Node, target: JsonObject, layout: Layout, margin: string): string {
  const { text } = layout;
  const properties = propertiesOf(node);
  const gaps = properties.map((property, index) => {
    const before = properties[index - 1];
    const start = before === undefined ? node.offset + 1 : before.offset + before.length;
    return text.slice(start, property.offset);
  });
  const first = gaps[0] ?? emptyLead(layout, margin);
  const between = gaps.slice(1).toSorted((left, right) => left.length - right.length)[0];
  const gap = between ?? `,${first === '' && layout.indent !== undefined ? ' ' : first}`;
  const inner = first.includes('\n') ? lastLine(first) : margin;
  const within = first.includes('\n') ? layout : { ...layout, indent: undefined };
  const written = new Map(properties.map((property, index) => [keyOf(property), gaps[index]]));
  const parts = keysInOrder(properties, target).map((key, position) => {
    const property = properties.find((candidate) => keyOf(candidate) === key);
    const value = own(target, key) ?? null;
    const body =
      property === undefined
        ? `${JSON.stringify(key)}${layout.colon}${valueText(value, within, inner)}`
        : propertyText(property, value, within, inner);
    if (position === 0) return first + body;
    const present = written.get(key);
    return (present?.includes(',') ? present : gap) + body;
  });
  if (parts.length === 0) return properties.length === 0 ? slice(text, node) : '{}';
  const last = properties.at(-1);
  const close =
    last === undefined
      ? emptyClose(layout, margin)
      : text.slice(last.offset + last.length, node.offset + node.length - 1);
  return `{${parts.join('')}${close}}`;
}

/** What the text has stays in its order; a new key comes behind the key before it in `target`. */
function keysInOrder(properties: readonly Node[], target: JsonObject): string[] {
  const keys = properties.map(keyOf).filter((key) => own(target, key) !== undefined);
  let before: string | undefined;
  for (const key of Object.keys(target)) {
    if (!keys.includes(key))
      keys.splice(before === undefined ? 0 : keys.indexOf(before) + 1, 0, key);
    before = key;
  }
  return keys;
}

function propertyText(property: Node, value: Json, layout: Layout, margin: string): string {
  const { text } = layout;
  const node = property.children?.[1] ?? property;
  const present = JSON.parse(slice(text, node)) as Json;
  const start = text.slice(property.offset, node.offset);
  if (equalJson(present, value)) return start + slice(text, node);
  if (isObject(present) && isObject(value)) return start + objectText(node, value, layout, margin);
  const oneLine =
    typeof present === 'object' && present !== null && !slice(text, node).includes('\n');
  return start + valueText(value, oneLine ? { ...layout, indent: undefined } : layout, margin);
}

function valueText(value: Json, { indent, lineEnd, colon }: Layout, margin: string): string {
  if (indent === undefined) return colon.endsWith(' ') ? spaced(value) : JSON.stringify(value);
  return JSON.stringify(value, null, indent).replaceAll('\n', `${lineEnd}${margin}`);
}

function spaced(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`;
  if (!isObject(value) || Object.keys(value).length === 0) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, inner]) => [JSON.stringify(key), spaced(inner)]);
  return `{ ${entries.map((entry) => entry.join(': ')).join(', ')} }`;
}

function emptyLead({ indent, lineEnd }: Layout, margin: string): string {
  return indent === undefined ? '' : `${lineEnd}${margin}${indent}`;
}

function emptyClose({ indent, lineEnd }: Layout, margin: string): string {
  return indent === undefined ? '' : `${lineEnd}${margin}`;
}

function propertiesOf(node: Node): readonly Node[] {
  return node.children ?? [];
}

function keyOf(property: Node): string {
  return property.children?.[0]?.value as string;
}

function colonOf(text: string, property: Node): string {
  const [key, value] = property.children ?? [];
  return key === undefined || value === undefined
    ? ': '
    : text.slice(key.offset + key.length, value.offset);
}

function slice(text: string, { offset, length }: Node): string {
  return text.slice(offset, offset + length);
}

function lastLine(whiteSpace: string): string {
  return whiteSpace.slice(whiteSpace.lastIndexOf('\n') + 1);
}

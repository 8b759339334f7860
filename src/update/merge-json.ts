// Merges three JSON objects key by key; where both sides changed one value, the owner's stays.

export type Json = string | number | boolean | null | Json[] | JsonObject;
export type JsonObject = { [key: string]: Json };

/** A value that both sides changed, or that one removed and the other changed. */
export interface Decided {
  /** The keys down to it, joined by dots: `dependencies.hono`. */
  readonly key: string;
  /** What stays. */
  readonly yours: string;
  readonly ours: string;
}

export interface MergedJson {
  /** The keys of `yours` in their order, with what is new at its place. */
  readonly value: JsonObject;
  readonly decided: readonly Decided[];
}

/** In a `Decided`: the side has no such key any more. */
export const removedValue = '(removed)';

/** Lists that package managers keep sorted; a new entry of another object stands where ours has it. */
const sortedLists = new Set([
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'peerDependencies',
  'overrides',
  'resolutions',
]);

/** npm sorts as a dictionary does, others by code unit. */
const orders: readonly ((left: string, right: string) => number)[] = [
  (left, right) => (left < right ? -1 : 1),
  (left, right) => left.localeCompare(right, 'en'),
];

/**
 * @param base what both sides began with. An empty one, for one that is lost, makes everything an
 *   addition of both: nothing of `yours` is changed or removed
 */
export function mergeJson(base: JsonObject, yours: JsonObject, ours: JsonObject): MergedJson {
  return mergeObjects(base, yours, ours, []);
}

function mergeObjects(
  base: JsonObject,
  yours: JsonObject,
  ours: JsonObject,
  path: readonly string[],
): MergedJson {
  const entries: [string, Json][] = [];
  const decided: Decided[] = [];
  const decide = (key: string, yourValue: Json | undefined, ourValue: Json | undefined) => {
    const texts = { yours: textOf(yourValue), ours: textOf(ourValue) };
    decided.push({ key: [...path, key].join('.'), ...texts });
  };
  for (const [key, value] of Object.entries(yours)) {
    const before = own(base, key);
    const after = own(ours, key);
    const untouched = before !== undefined && equalJson(value, before);
    const target = after === undefined && isObject(before) ? {} : after;
    if (isObject(value) && isObject(target)) {
      const inner = mergeObjects(isObject(before) ? before : {}, value, target, [...path, key]);
      decided.push(...inner.decided);
      const emptied = after === undefined && Object.keys(inner.value).length === 0;
      if (!emptied) entries.push([key, inner.value]);
    } else if (untouched) {
      if (after !== undefined) entries.push([key, after]);
    } else {
      entries.push([key, value]);
      if (!sameValue(after, value) && !sameValue(after, before)) decide(key, value, after);
    }
  }
  const list = sortedLists.has(path.at(-1) ?? '');
  const place = list ? sortedPlace(Object.keys(yours)) : placeIn(Object.keys(ours));
  for (const [key, value] of Object.entries(ours)) {
    if (own(yours, key) !== undefined) continue;
    const before = own(base, key);
    if (before === undefined) entries.splice(place(key, keysOf(entries)), 0, [key, value]);
    else if (!equalJson(before, value)) decide(key, undefined, value);
  }
  return { value: Object.fromEntries(entries), decided };
}

/** @returns where a new key goes: its sorted place if the owner's list is sorted, else the end */
function sortedPlace(keys: readonly string[]) {
  const order = orders.find((compare) =>
    keys.every((key, index) => index === 0 || compare(keys[index - 1] ?? '', key) < 0),
  );
  return (key: string, present: readonly string[]): number => {
    const next = order === undefined ? -1 : present.findIndex((other) => order(key, other) < 0);
    return next < 0 ? present.length : next;
  };
}

/** @returns where a new key goes: behind the nearest key that stands before it in `keys` */
function placeIn(keys: readonly string[]) {
  return (key: string, present: readonly string[]): number => {
    for (let index = keys.indexOf(key) - 1; index >= 0; index -= 1) {
      const found = present.indexOf(keys[index] ?? '');
      if (found >= 0) return found + 1;
    }
    const next = keys.slice(keys.indexOf(key) + 1).find((other) => present.includes(other));
    return next === undefined ? present.length : present.indexOf(next);
  };
}

/** Equal as data: the order of an object's keys does not count. */
export function equalJson(left: Json, right: Json): boolean {
  if (Array.isArray(left) || Array.isArray(right)) {
    if (!Array.isArray(left) || !Array.isArray(right)) return false;
    const same = (value: Json, index: number) => sameValue(value, right[index]);
    return left.length === right.length && left.every(same);
  }
  if (!isObject(left) || !isObject(right)) return left === right;
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every((key) => sameValue(own(left, key), own(right, key)));
}

function sameValue(left: Json | undefined, right: Json | undefined): boolean {
  if (left === undefined || right === undefined) return left === right;
  return equalJson(left, right);
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Never a value of the prototype: a key may be called `constructor` or `__proto__`. */
export function own(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function keysOf(entries: readonly (readonly [string, Json])[]): string[] {
  return entries.map(([key]) => key);
}

function textOf(value: Json | undefined): string {
  if (value === undefined) return removedValue;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

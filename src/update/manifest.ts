// What a project remembers of how it was made: answers, and the hash and owner class of each file.
import { answersShape } from '../answers/record.js';
import type { Answers } from '../answers/schema.js';
import { CreateError } from '../errors.js';
import { safePath, sha256Hex } from '../shapes/recorded.js';
import { also, type Of, read } from '../shapes/shape.js';
import { fields, record } from '../shapes/structures.js';
import { oneOf, text, yesOrNo } from '../shapes/values.js';
import { textHash } from '../tree/hash.js';
import { caseTwins } from '../tree/path.js';
import type { Tree } from '../tree/tree.js';

export const recordFolder = '.create-mcp-oauth-app';
export const manifestPath = `${recordFolder}/manifest.json`;
export const basePath = `${recordFolder}/base.br`;

const manifestFile = fields(
  {
    sha256: sha256Hex,
    executable: yesOrNo,
    owner: oneOf('managed', 'json', 'once'),
    template: safePath,
  },
  { at: safePath, written: sha256Hex },
);

const manifestShape = fields({
  format: oneOf(1),
  generator: fields({ name: text, version: text, layers: sha256Hex }),
  answers: answersShape,
  base: fields({ sha256: sha256Hex }),
  files: also(
    record(safePath, manifestFile),
    (files) => caseTwins(Object.keys(files)) === undefined,
    'paths that differ in case',
  ),
});

/**
 * Format 1. Holds no date, no machine path and no secret. Of a file, `sha256` is what was generated
 * last, `at` where the owner moved it, `written` what a file of class `once` was created with if
 * another text would be generated today.
 */
export type Manifest = Of<typeof manifestShape>;

export interface Generator {
  readonly name: string;
  readonly version: string;
  /** Digest of the layers used. */
  readonly layers: string;
}

/** Pure: equal input gives an equal manifest. */
export function manifestOf(
  generator: Generator,
  answers: Answers,
  tree: Tree,
  baseHash: string,
): Manifest {
  const files = [...tree].map(([path, { text, executable, owner, template }]) => {
    return [path, { executable, owner, sha256: textHash(text), template }] as const;
  });
  const scopes = answers.scopes.map((scope) => ({ ...scope, implies: [...scope.implies] }));
  return {
    format: 1,
    generator: { ...generator },
    answers: { ...answers, scopes },
    base: { sha256: baseHash },
    files: Object.fromEntries(files),
  };
}

/** @returns the text of manifest.json, keys sorted at every depth */
export function writeManifest(manifest: Manifest): string {
  return `${JSON.stringify(sortKeys(manifest), null, 2)}\n`;
}

/**
 * @param text the content of manifest.json, which anybody may have edited
 * @throws CreateError INVALID_PROJECT_RECORD, or NEWER_PROJECT for a format of a later release
 */
export function readManifest(json: string): Manifest {
  const value = parsed(json);
  if (isLater(value)) {
    throw new CreateError('NEWER_PROJECT', 'A newer release has made or updated this project.');
  }
  return read(manifestShape, value, (problems) => notValid(`\n${problems}`));
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw notValid(' it is not JSON', cause);
  }
}

function notValid(detail: string, cause?: unknown): CreateError {
  const message = `${manifestPath} is not valid:${detail}`;
  return new CreateError('INVALID_PROJECT_RECORD', message, { cause });
}

/** All that is known of a format that does not exist yet. */
function isLater(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('format' in value)) return false;
  return Number.isSafeInteger(value.format) && Number(value.format) > 1;
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null || isSorted(value)) return value;
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sortKeys(inner)]));
}

/** Of plain values, with their keys in order, as most are: they need not be made once more. */
function isSorted(value: object): boolean {
  const keys = Object.keys(value);
  return (
    keys.every((key, index) => index === 0 || (keys[index - 1] ?? '') < key) &&
    Object.values(value).every((inner) => typeof inner !== 'object')
  );
}

// What a project remembers of how it was made: answers, and the hash and owner class of each file.
import * as z from 'zod';
import { answersShape } from '../answers/record.js';
import type { Answers } from '../answers/schema.js';
import { CreateError } from '../errors.js';
import { textHash } from '../tree/hash.js';
import { caseTwins, pathProblem } from '../tree/path.js';
import type { Tree } from '../tree/tree.js';

export const recordFolder = '.create-mcp-oauth-app';
export const manifestPath = `${recordFolder}/manifest.json`;
export const basePath = `${recordFolder}/base.br`;

const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);
const safePath = z.string().refine((path) => pathProblem(path) === undefined, 'unsafe path');

const manifestShape = z.strictObject({
  format: z.literal(1),
  generator: z.strictObject({ name: z.string(), version: z.string(), layers: sha256Hex }),
  answers: answersShape,
  base: z.strictObject({ sha256: sha256Hex }),
  files: z
    .record(
      safePath,
      z.strictObject({
        sha256: sha256Hex,
        executable: z.boolean(),
        owner: z.enum(['managed', 'json', 'once']),
        template: safePath,
        at: safePath.optional(),
        written: sha256Hex.optional(),
      }),
    )
    .refine((files) => caseTwins(Object.keys(files)) === undefined, 'paths that differ in case'),
});

const laterFormat = z.object({ format: z.int().min(2) });

/**
 * Format 1. Holds no date, no machine path and no secret. Of a file, `sha256` is what was generated
 * last, `at` where the owner moved it, `written` what a file of class `once` was created with if
 * another text would be generated today.
 */
export type Manifest = z.infer<typeof manifestShape>;

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
    return [path, { sha256: textHash(text), executable, owner, template }] as const;
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
export function readManifest(text: string): Manifest {
  try {
    const value: unknown = JSON.parse(text);
    if (laterFormat.safeParse(value).success) {
      throw new CreateError('NEWER_PROJECT', 'A newer release has made or updated this project.');
    }
    return manifestShape.parse(value);
  } catch (cause) {
    if (cause instanceof CreateError) throw cause;
    const detail = cause instanceof z.ZodError ? z.prettifyError(cause) : 'it is not JSON';
    throw new CreateError('INVALID_PROJECT_RECORD', `${manifestPath} is not valid: ${detail}`, {
      cause,
    });
  }
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sortKeys(inner)]));
}

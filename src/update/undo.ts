// What is kept so that an update can be undone, whole or half done: what every file was before.
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import * as z from 'zod';
import { CreateError } from '../errors.js';
import { sha256 } from '../tree/hash.js';
import { pathProblem } from '../tree/path.js';
import { recordFolder } from './manifest.js';

export const undoFolder = `${recordFolder}/undo`;
export const undoPath = `${undoFolder}/undo.br`;

/** More than any update touches; a larger one is an attack. */
const maxBytes = 64 * 1024 * 1024;
const quick = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

const safePath = z
  .string()
  .refine((path) => pathProblem(path) === undefined && !path.startsWith(`${undoFolder}/`));
const gitHash = z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/);

const undoShape = z.strictObject({
  format: z.literal(1),
  /** `applying` until the last write is done: then the update was interrupted. */
  state: z.enum(['applying', 'done']),
  /** Versions of the generator. */
  from: z.string(),
  to: z.string(),
  /** The commit that was checked out; absent outside git. */
  head: gitHash.optional(),
  files: z.array(
    z.strictObject({
      path: safePath,
      /** Absent: the update adds the file. */
      before: z
        .strictObject({
          bytes: z.base64().transform((text): Uint8Array => Buffer.from(text, 'base64')),
          mode: z.int().min(0).max(0o777),
        })
        .optional(),
      /** sha256; absent: the update deletes the file. */
      after: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .optional(),
    }),
  ),
  /** Folders that the update makes, parents first. */
  folders: z.array(safePath),
  /** What the update puts into git's index. */
  index: z.array(
    z.strictObject({
      path: safePath,
      entries: z.array(
        z.strictObject({
          mode: z.enum(['100644', '100755']),
          hash: gitHash,
          stage: z.int().min(0).max(3),
        }),
      ),
    }),
  ),
});

export type Undo = z.output<typeof undoShape>;
export type UndoFile = Undo['files'][number];
export type IndexChange = Undo['index'][number];

/**
 * @returns the bytes of undo.br
 * @throws CreateError UNSAFE_PATH when the update touches more than could be read again
 */
export function packUndo(undo: Undo): Uint8Array {
  const files = undo.files.map(({ before, ...file }) =>
    before === undefined
      ? file
      : {
          ...file,
          before: { mode: before.mode, bytes: Buffer.from(before.bytes).toString('base64') },
        },
  );
  const text = JSON.stringify({ ...undo, files });
  if (Buffer.byteLength(text) > maxBytes) {
    throw new CreateError('UNSAFE_PATH', 'The files of this project are too large to be updated.');
  }
  return brotliCompressSync(text, quick);
}

/**
 * @param bytes the content of undo.br, which anybody may have written
 * @throws CreateError INVALID_PROJECT_RECORD
 */
export function unpackUndo(bytes: Uint8Array): Undo {
  try {
    const text = brotliDecompressSync(bytes, { maxOutputLength: maxBytes }).toString('utf8');
    return undoShape.parse(JSON.parse(text));
  } catch (cause) {
    const message = `${undoPath} cannot be used.`;
    const hint = `Go back to the last commit with git, then remove the folder ${undoFolder}.`;
    throw new CreateError('INVALID_PROJECT_RECORD', message, { cause, hint });
  }
}

/** `before` and `after` the update; anything else has been edited since. */
export type Since = 'before' | 'after' | 'edited';

/** @param now the content of the file; undefined when there is none */
export function sinceUpdate({ before, after }: UndoFile, now: Uint8Array | undefined): Since {
  if (now === undefined) {
    if (before === undefined) return 'before';
    return after === undefined ? 'after' : 'edited';
  }
  if (before !== undefined && Buffer.from(before.bytes).equals(now)) return 'before';
  return after === sha256(now) ? 'after' : 'edited';
}

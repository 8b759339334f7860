// What is kept so that an update can be undone, whole or half done: what every file was before.
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { CreateError } from '../errors.js';
import { safePath, sha256Hex } from '../shapes/recorded.js';
import { also, type Of, read } from '../shapes/shape.js';
import { fields, list } from '../shapes/structures.js';
import { oneOf, text, textThat, wholeNumber } from '../shapes/values.js';
import { sha256 } from '../tree/hash.js';
import { recordFolder } from './manifest.js';

export const undoFolder = `${recordFolder}/undo`;
export const undoPath = `${undoFolder}/undo.br`;

/** More than any update touches; a larger one is an attack. */
const maxBytes = 64 * 1024 * 1024;
const quick = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

const ownPath = also(
  safePath,
  (path) => !path.startsWith(`${undoFolder}/`),
  'this is in the folder of the undo itself',
);
const gitHash = textThat(
  (hash) => /^[0-9a-f]{40}([0-9a-f]{24})?$/.test(hash),
  'this is no hash of git',
);
const base64 = textThat(
  (bytes) => Buffer.from(bytes, 'base64').toString('base64') === bytes,
  'this is no base64',
);

const undoFile = fields(
  { path: ownPath },
  {
    /** Absent: the update adds the file. */
    before: fields({ bytes: base64, mode: wholeNumber(0, 0o777) }),
    /** Absent: the update deletes the file. */
    after: sha256Hex,
  },
);

/** What the update puts into git's index. */
const indexChange = fields({
  path: ownPath,
  entries: list(
    fields({ mode: oneOf('100644', '100755'), hash: gitHash, stage: wholeNumber(0, 3) }),
  ),
});

const undoShape = fields(
  {
    format: oneOf(1),
    /** `applying` until the last write is done: then the update was interrupted. */
    state: oneOf('applying', 'done'),
    /** Versions of the generator. */
    from: text,
    to: text,
    files: list(undoFile),
    /** Folders that the update makes, parents first. */
    folders: list(ownPath),
    index: list(indexChange),
  },
  /** The commit that was checked out; absent outside git. */
  { head: gitHash },
);

type Stored = Of<typeof undoShape>;
export type UndoFile = Omit<Of<typeof undoFile>, 'before'> & {
  before?: { bytes: Uint8Array; mode: number } | undefined;
};
export type Undo = Omit<Stored, 'files'> & { files: UndoFile[] };
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
  const json = JSON.stringify({ ...undo, files });
  if (Buffer.byteLength(json) > maxBytes) {
    throw new CreateError('UNSAFE_PATH', 'The files of this project are too large to be updated.');
  }
  return brotliCompressSync(json, quick);
}

/**
 * @param bytes the content of undo.br, which anybody may have written
 * @throws CreateError INVALID_PROJECT_RECORD
 */
export function unpackUndo(bytes: Uint8Array): Undo {
  try {
    const json = brotliDecompressSync(bytes, { maxOutputLength: maxBytes }).toString('utf8');
    const { files, ...undo } = read(undoShape, JSON.parse(json));
    return { ...undo, files: files.map(unpacked) };
  } catch (cause) {
    const message = `${undoPath} cannot be used.`;
    const hint = `Go back to the last commit with git, then remove the folder ${undoFolder}.`;
    throw new CreateError('INVALID_PROJECT_RECORD', message, { cause, hint });
  }
}

function unpacked({ before, ...file }: Of<typeof undoFile>): UndoFile {
  if (before === undefined) return file;
  return { ...file, before: { mode: before.mode, bytes: Buffer.from(before.bytes, 'base64') } };
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

/**
 * An export: a line of JSON that begins it, one for each record, one that ends it. Without versions,
 * since each record begins anew with an unpredictable one, and without counters, which only count
 * attempts for some minutes.
 */
import * as z from 'zod';
import { type Entry, type Kind, kinds } from '../../store/contract.js';
import { AdminProblem } from '../command.js';

const format = 'mcp-store';

/** Bytes, as {@link Entry} says. */
const longestId = 1000;

const id = z.string().refine((text) => Buffer.byteLength(text) <= longestId);

const beginShape = z.strictObject({
  format: z.literal(format),
  version: z.literal(1),
  id: z.string().min(1),
  /** The id, sealed: whoever opens it can open the records. */
  sealed: z.string(),
});
const recordShape = z.strictObject({
  kind: z.enum(kinds),
  id,
  value: z.unknown(),
  userId: id.optional(),
  clientId: id.optional(),
  expiresAt: z.int().optional(),
});
const endShape = z.strictObject({ records: z.int() });

export type Begin = z.infer<typeof beginShape>;
export type StoredRecord = z.infer<typeof recordShape>;
export type End = z.infer<typeof endShape>;

export function beginLine(begin: Pick<Begin, 'id' | 'sealed'>): string {
  return lineOf({ format, version: 1, ...begin } satisfies Begin);
}

export function recordLine(kind: Kind, { version: _, ...entry }: Entry<unknown>): string {
  return lineOf({ kind, ...entry } satisfies StoredRecord);
}

export function endLine(records: number): string {
  return lineOf({ records } satisfies End);
}

/** @throws AdminProblem */
export function readBegin(line: string | undefined): Begin {
  const value = jsonOf(line ?? '');
  const read = beginShape.safeParse(value);
  if (read.success) return read.data;
  const isOther = z.object({ format: z.literal(format) }).safeParse(value).success;
  throw new AdminProblem(
    isOther
      ? 'This export was made by a newer version of this project.'
      : 'The first line is not that of an export. Package managers print lines of their own: make the export with --out FILE.',
  );
}

/**
 * @param number of the line, from 1
 * @throws AdminProblem
 */
export function readLine(line: string, number: number): StoredRecord | End {
  const value = jsonOf(line);
  const record = recordShape.safeParse(value);
  if (record.success) return record.data;
  const end = endShape.safeParse(value);
  if (end.success) return end.data;
  throw new AdminProblem(`Line ${number} is no record of this version.`);
}

// Some programs take these two for line ends.
function lineOf(value: unknown): string {
  return JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Writes the lines of an export into an empty store. */
import { isDeepStrictEqual } from 'node:util';
import type { Secrets } from '../../oauth/secrets.js';
import type { Store } from '../../store/contract.js';
import { AdminProblem } from '../command.js';
import { markImport, unmarkImport } from './import-mark.js';
import { type Begin, type End, readBegin, readLine, type StoredRecord } from './lines.js';

/** Records that are written at once. */
const atOnce = 20;

export interface ImportContext {
  store: Store;
  secrets: Secrets;
  clock: () => number;
}

/** How many records of the export. */
export interface Imported {
  imported: number;
  present: number;
  expired: number;
}

type Written = keyof Imported;

/**
 * Goes on with an import of the same export that was not finished: a mark in the store names it, and
 * what is there already is left alone. Nothing is ever deleted.
 *
 * @throws AdminProblem when the lines are no whole export, or of other `SECRET_KEYS`, or the store holds
 *   anything else
 * @throws StoreUnavailable
 */
export async function importLines(
  lines: AsyncIterable<string>,
  context: ImportContext,
): Promise<Imported> {
  const counts: Imported = { imported: 0, present: 0, expired: 0 };
  let begin: Begin | undefined;
  let end: End | undefined;
  let number = 0;
  let batch: StoredRecord[] = [];
  const flush = async () => {
    for (const outcome of await Promise.all(batch.map((record) => write(record, context)))) {
      counts[outcome] += 1;
    }
    batch = [];
  };
  for await (const line of lines) {
    number += 1;
    if (begin === undefined) {
      begin = readBegin(line);
      await checkSecrets(begin, context.secrets);
      await markImport(context.store, begin.id);
      continue;
    }
    const read = readLine(line, number);
    if (end !== undefined) throw new AdminProblem(`Line ${number} stands behind the end.`);
    if ('records' in read) end = read;
    else if (batch.push(read) === atOnce) await flush();
  }
  if (begin === undefined) readBegin(undefined);
  await flush();
  if (end?.records !== counts.imported + counts.present + counts.expired) throw incomplete(counts);
  await unmarkImport(context.store);
  return counts;
}

// Otherwise tokens would be refused, and what is sealed could not be opened.
async function checkSecrets({ id, sealed }: Begin, secrets: Secrets): Promise<void> {
  const opened = await secrets.open(sealed).catch(() => undefined);
  if (opened === id) return;
  throw new AdminProblem(
    'The export was made with other SECRET_KEYS. Put those that were in use into SECRET_KEYS here.',
  );
}

async function write(record: StoredRecord, { store, clock }: ImportContext): Promise<Written> {
  const { kind, id, ...draft } = record;
  if (draft.expiresAt !== undefined && draft.expiresAt <= clock()) return 'expired';
  if (await store.insert(kind, id, draft)) return 'imported';
  const found = await store.get(kind, id);
  if (found !== undefined) {
    const { id: _id, version: _version, ...present } = found;
    if (isDeepStrictEqual(defined(present), defined(draft))) return 'present';
  }
  throw new AdminProblem(
    `The store has come to hold another record of the kind "${kind}" than the export. Stop whatever writes to it, empty it, and import again.`,
  );
}

function defined(draft: object): unknown {
  return Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined));
}

function incomplete({ imported, present }: Imported): AdminProblem {
  const records = imported + present;
  return new AdminProblem(
    `The export is not whole. ${records} of its records are in the store now: import a whole copy of the same export to go on; for another one, empty the store.`,
  );
}

/** Reads a whole store as the lines of an export. */
import { base64url } from 'jose';
import type { Secrets } from '../../oauth/secrets.js';
import { type Kind, kinds, type Store } from '../../store/contract.js';
import { AdminProblem } from '../command.js';
import { findImport } from './import-mark.js';
import { beginLine, endLine, recordLine } from './lines.js';

export interface ExportContext {
  store: Store;
  secrets: Secrets;
  random: (bytes: number) => Uint8Array;
}

/**
 * Expired records are left out, and what is sealed stays sealed. While a server writes,
 * a refresh token that moves on may be exported as used up.
 *
 * @throws AdminProblem when an import into the store was not finished
 * @throws StoreUnavailable
 */
export async function* exportedLines(context: ExportContext): AsyncGenerator<string> {
  const { store, secrets, random } = context;
  if ((await findImport(store)) !== undefined) {
    throw new AdminProblem('An import into this store was not finished: finish that first.');
  }
  const id = base64url.encode(random(16));
  yield beginLine({ id, sealed: await secrets.seal(id) });
  let records = 0;
  for (const kind of kinds) {
    for await (const line of recordsOf(store, kind)) {
      records += 1;
      yield line;
    }
  }
  yield endLine(records);
}

async function* recordsOf(store: Store, kind: Kind): AsyncGenerator<string> {
  for (let after: string | undefined; ; ) {
    const page = await store.find<unknown>(kind, { after });
    yield* page.map((entry) => recordLine(kind, entry));
    after = page.at(-1)?.id;
    if (after === undefined) return;
  }
}

/** The record that is in a store until an import is finished. */
import { kinds, type Store } from '../../store/contract.js';
import { AdminProblem } from '../command.js';

const kind = 'once';
const id = 'store-import';

/** The id of the export whose import was not finished, if any. */
export async function findImport(store: Store): Promise<string | undefined> {
  return (await store.get<string>(kind, id))?.value;
}

/**
 * Begins an import, or goes on with one of the same export.
 *
 * @throws AdminProblem when the store holds anything else
 */
export async function markImport(store: Store, exportId: string): Promise<void> {
  if ((await findImport(store)) === undefined) {
    await refuseUnlessEmpty(store);
    await store.insert(kind, id, { value: exportId });
  }
  if ((await findImport(store)) === exportId) return;
  throw new AdminProblem(
    'Another import into this store was not finished: finish it with its file, or empty the store.',
  );
}

export async function unmarkImport(store: Store): Promise<void> {
  await store.remove(kind, id);
}

async function refuseUnlessEmpty(store: Store): Promise<void> {
  for (const one of kinds) {
    const [found] = await store.find(one, { limit: 1 });
    if (found === undefined) continue;
    throw new AdminProblem(
      `The store is not empty: there are records of the kind "${one}". Import into an empty one, before the server has been started on it.`,
    );
  }
}

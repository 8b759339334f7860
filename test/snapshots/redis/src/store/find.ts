/** `find`: reads the records on a list of ids. */
import type { Connection } from './connection.js';
import type { Entry, Query } from './contract.js';
import type { IdList, Keyspace } from './keyspace.js';
import { entryOf, FIELDS, isLive } from './record.js';

/** How many ids are looked at in one go, at the least and at the most. */
const [smallest, largest] = [20, 200];

/** What {@link findEntries} needs. */
export interface Finder {
  run: Connection['run'];
  keys: Keyspace;
  clock: () => number;
  /** Takes an id off a list on which it has no place any more. */
  unlist(list: IdList, kind: string, id: string): Promise<void>;
}

/** The live records that match, in the order of the bytes of their ids. */
export async function findEntries<T>(
  { run, keys, clock, unlist }: Finder,
  kind: string,
  query: Query,
): Promise<Entry<T>[]> {
  const list = keys.list(kind, query);
  const limit = Math.max(0, query.limit ?? 100);
  const found: Entry<T>[] = [];
  let from = query.after === undefined ? '-' : `(${query.after}`;
  while (found.length < limit) {
    const count = Math.min(largest, Math.max(smallest, limit - found.length));
    const ids = await run((client) =>
      client.zRange(list.key, from, '+', { BY: 'LEX', LIMIT: { offset: 0, count } }),
    );
    const entries = await Promise.all(
      ids.map(async (id) => {
        const fields = await run((client) => client.hmGet(keys.record(kind, id), FIELDS));
        return entryOf<T>(id, fields);
      }),
    );
    for (const [n, id] of ids.entries()) {
      const entry = entries[n];
      if (entry === undefined || !isListed(entry, list)) await unlist(list, kind, id);
      else if (isLive(entry, clock()) && matches(entry, query)) found.push(entry);
    }
    if (ids.length < count) break;
    from = `(${ids.at(-1)}`;
  }
  return found.slice(0, limit);
}

function isListed({ userId, clientId }: Entry<unknown>, { owner, id }: IdList): boolean {
  return owner === '' || (owner === 'user' ? userId : clientId) === id;
}

function matches(entry: Entry<unknown>, { userId, clientId }: Query): boolean {
  return (
    (userId === undefined || entry.userId === userId) &&
    (clientId === undefined || entry.clientId === clientId)
  );
}

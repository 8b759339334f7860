/** The storage layer in the memory of one process. */
import { type Query, type Store, type StoreOptions, StoreUnfit } from './contract.js';
import { expectedDatabaseUrl, isDatabaseUrl } from './database-url.js';
import { expiryTime } from './expiry-time.js';
import { firstVersion } from './first-version.js';
import { byteOrder, entryOf, isLive, type Kept, keep, matches } from './record.js';

/**
 * Opens an empty store of its own.
 *
 * @throws StoreUnfit in production, and when the URL has another form
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { url, clock, production = false } = options;
  if (!isDatabaseUrl(url)) throw new StoreUnfit(`DATABASE_URL must be ${expectedDatabaseUrl}.`);
  if (production) {
    throw new StoreUnfit(
      'This project keeps its data in memory, where it is gone at every restart. Production needs SQLite, PostgreSQL or Redis: docs/storage.md says how to change to one of them.',
    );
  }
  const kinds = new Map<string, Map<string, Kept>>();
  const counters = new Map<string, { total: number; expiresAt: number }>();

  const ofKind = (kind: string): Map<string, Kept> => {
    const records = kinds.get(kind) ?? new Map<string, Kept>();
    kinds.set(kind, records);
    return records;
  };

  const live = (kind: string, id: string): Kept | undefined => {
    const kept = ofKind(kind).get(id);
    return kept !== undefined && isLive(kept, clock()) ? kept : undefined;
  };

  // Each verb is one turn of the event loop: nobody comes in between.
  return {
    isShared: false,

    async get<T>(kind: string, id: string) {
      const kept = live(kind, id);
      return kept && entryOf<T>(id, kept);
    },

    async insert(kind, id, draft) {
      const kept = keep(draft, firstVersion());
      if (live(kind, id) !== undefined) return false;
      ofKind(kind).set(id, kept);
      return true;
    },

    async replace(kind, id, version, draft) {
      const kept = keep(draft, version + 1);
      if (live(kind, id)?.version !== version) return false;
      ofKind(kind).set(id, kept);
      return true;
    },

    async remove(kind, id) {
      return live(kind, id) !== undefined && ofKind(kind).delete(id);
    },

    async find<T>(kind: string, query: Query) {
      const now = clock();
      return [...ofKind(kind)]
        .filter(([id, kept]) => isLive(kept, now) && matches(id, kept, query))
        .sort(([left], [right]) => byteOrder(left, right))
        .slice(0, Math.max(0, query.limit ?? 100))
        .map(([id, kept]) => entryOf<T>(id, kept));
    },

    async increment(counter, expiresAt) {
      const known = counters.get(counter);
      const fresh = { total: 0, expiresAt: expiryTime(expiresAt) };
      const current = known !== undefined && isLive(known, clock()) ? known : fresh;
      current.total += 1;
      counters.set(counter, current);
      return current.total;
    },

    async sweep() {
      return [counters, ...kinds.values()].reduce((sum, kept) => sum + forget(kept, clock()), 0);
    },

    health: async () => undefined,

    close: async () => undefined,
  };
}

/** Deletes what has expired; returns how many went. */
function forget(kept: Map<string, Pick<Kept, 'expiresAt'>>, now: number): number {
  const expired = [...kept].filter(([, one]) => !isLive(one, now));
  for (const [id] of expired) kept.delete(id);
  return expired.length;
}

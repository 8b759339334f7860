/** The storage layer on a Redis or Valkey server, which any number of machines may share. */
import { connect } from './connection.js';
import { type Store, type StoreOptions, StoreUnfit } from './contract.js';
import { databaseLocation, expectedDatabaseUrl } from './database-url.js';
import { isScriptUnknown } from './failure.js';
import { type Finder, findEntries } from './find.js';
import { firstVersion } from './first-version.js';
import { checkFitness } from './fitness.js';
import { createKeyspace } from './keyspace.js';
import { draftArguments, entryOf, FIELDS, isLive, keptMs } from './record.js';
import { INCREMENT, INSERT, REMOVE, REPLACE, type Script, SWEEP, UNLIST } from './scripts.js';

/** How many expired records and counters one script deletes; all others wait for it. */
const sweepBatch = 200;

/**
 * Connects, and looks whether the server keeps what it is given.
 *
 * @throws StoreUnfit when the URL has another form or the server must not be used as it is
 * @throws StoreUnavailable when the server cannot be reached
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { url, clock, production = false, warn = () => undefined } = options;
  const location = databaseLocation(url);
  if (location === undefined) throw new StoreUnfit(`DATABASE_URL must be ${expectedDatabaseUrl}.`);
  const connection = await connect(location.server);
  const { run, close } = connection;
  await checkFitness(connection, { production, warn }).catch(async (error) => {
    await close();
    throw error;
  });
  const keys = createKeyspace(location.prefix);

  const call = ({ text, digest }: Script, names: string[], values: string[]): Promise<unknown> =>
    run(async (client) => {
      const given = { keys: names, arguments: values };
      try {
        return await client.evalSha(digest, given);
      } catch (error) {
        if (!isScriptUnknown(error)) throw error;
        return client.eval(text, given);
      }
    });

  const change = async (
    script: Script,
    kind: string,
    id: string,
    toWrite: (now: number) => string[] = () => [],
  ): Promise<boolean> => {
    const now = clock();
    const values = [keys.prefix, kind, id, String(now), ...toWrite(now)];
    return (await call(script, [keys.record(kind, id)], values)) === 1;
  };

  return {
    isShared: true,

    async get<T>(kind: string, id: string) {
      const fields = await run((client) => client.hmGet(keys.record(kind, id), FIELDS));
      const entry = entryOf<T>(id, fields);
      return entry !== undefined && isLive(entry, clock()) ? entry : undefined;
    },

    async insert(kind, id, draft) {
      const first = String(firstVersion());
      return change(INSERT, kind, id, (now) => [...draftArguments(draft, now), first]);
    },

    async replace(kind, id, version, draft) {
      return change(REPLACE, kind, id, (now) => [...draftArguments(draft, now), String(version)]);
    },

    remove: (kind, id) => change(REMOVE, kind, id),

    find(kind, query) {
      const unlist: Finder['unlist'] = async (list, kind, id) => {
        await call(UNLIST, [list.key, keys.record(kind, id)], [id, list.owner, list.id]);
      };
      return findEntries({ run, keys, clock, unlist }, kind, query);
    },

    async increment(counter, expiresAt) {
      const now = clock();
      const values = [`counter:${counter}`, String(now), String(expiresAt), keptMs(expiresAt, now)];
      return Number(await call(INCREMENT, [keys.counter(counter), keys.expiry], values));
    },

    async sweep() {
      let total = 0;
      let due: number;
      do {
        const values = [keys.prefix, String(clock()), String(sweepBatch)];
        const [found, gone] = (await call(SWEEP, [keys.expiry], values)) as [number, number];
        due = found;
        total += gone;
      } while (due === sweepBatch);
      return total;
    },

    async health() {
      await run((client) => client.ping());
    },

    close,
  };
}

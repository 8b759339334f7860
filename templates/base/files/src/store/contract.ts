/** The storage contract: the few verbs that every storage layer offers and the rest relies on. */

/**
 * The namespaces of the store. The same id in two kinds names two unrelated records.
 *
 * `grant` the one record of an authorization; `client` registered OAuth clients; `account` users;
 * `upstream` the sealed tokens of a user's identity provider; `session` signed-in browsers;
 * `transaction` pending authorization requests; `consent` what users agreed to where that spares the
 * next question; `once` values that may be used a single time; `key` sealed signing keys; `jwks` the
 * public keys that clients serve; `note` the example tools' own data.
 */
export const kinds = [
  'grant',
  'client',
  'account',
  'upstream',
  'session',
  'transaction',
  'consent',
  'once',
  'key',
  'jwks',
  'note',
] as const;

/** One of {@link kinds}. */
export type Kind = (typeof kinds)[number];

/** What a caller writes: a JSON value and the little that the store itself must understand. */
export interface Draft<T> {
  /** Any JSON value; the store gives back an equal one. */
  value: T;
  /** Makes the record findable by its user. */
  userId?: string | undefined;
  /** Makes the record findable by its OAuth client. */
  clientId?: string | undefined;
  /** Milliseconds since the epoch; from this instant on the record is absent. */
  expiresAt?: number | undefined;
}

/** What a caller reads: the draft as last written, and the version that the next write must name. */
export interface Entry<T> extends Draft<T> {
  id: string;
  /**
   * Opaque: begins at an unpredictable number with each `insert` (`first-version.ts`) and grows by one
   * with each `replace`. So no version of a record is ever one of another that had its id before.
   */
  version: number;
}

/** Which records `find` returns; fields that are left out do not narrow. */
export interface Query {
  userId?: string | undefined;
  clientId?: string | undefined;
  /** Only ids greater than this one (byte order): the last id of the page before. */
  after?: string | undefined;
  /** At most this many records; 100 if left out. */
  limit?: number | undefined;
}

/**
 * A store of versioned records. Every write is conditional, so races between requests, processes
 * and machines decide themselves: exactly one of several competing writers is told `true`.
 *
 * An expired record is absent for every verb, to the millisecond, whether or not it was swept.
 * Every method rejects with {@link StoreUnavailable} when the database cannot be reached, and soon
 * enough for its caller to say so; a write that was answered with `true` is durable, one that was
 * not answered may have been made or not. An expiry that is no whole number is a RangeError.
 *
 * Ids of records, users, clients and counters are any text of at most 1,000 bytes in UTF-8. Whoever
 * lets others choose one takes its digest.
 */
export interface Store {
  /**
   * Whether other processes that open the same URL work on the same records, also after this one has
   * ended. `false` only for memory: nothing that is promised across processes and restarts holds.
   */
  readonly isShared: boolean;
  /**
   * The live record, or `undefined`.
   *
   * @param known what `get` answered for this very record before. A store that finds the record live
   *   and still of that version may answer with the same object, and need not read the rest: a version
   *   names one state of one record. It asks the database either way.
   */
  get<T>(kind: Kind, id: string, known?: Entry<T>): Promise<Entry<T> | undefined>;
  /** Writes a first version. `false`, and no change, if a live record is present. */
  insert<T>(kind: Kind, id: string, draft: Draft<T>): Promise<boolean>;
  /**
   * Writes `version + 1` in place of `version`. `false`, and no change, if the live record has
   * another version or is absent. Fields missing from the draft are removed from the record.
   */
  replace<T>(kind: Kind, id: string, version: number, draft: Draft<T>): Promise<boolean>;
  /** Deletes the live record; `false` if there is none. */
  remove(kind: Kind, id: string): Promise<boolean>;
  /** Live records that match, ordered by id (byte order). */
  find<T>(kind: Kind, query: Query): Promise<Entry<T>[]>;
  /**
   * Adds one to a counter and returns the sum. A counter begins at 1 with the given expiry, keeps
   * that first expiry while it counts, and begins anew once it has passed.
   */
  increment(counter: string, expiresAt: number): Promise<number>;
  /** Deletes expired records and counters for good; returns how many went. */
  sweep(): Promise<number>;
  /** Resolves when the database answers. */
  health(): Promise<void>;
  /** Releases every connection; the store is not used afterwards. */
  close(): Promise<void>;
}

/** What a storage layer's `openStore` needs. */
export interface StoreOptions {
  /** `DATABASE_URL` as configured. */
  url: string;
  /** Milliseconds since the epoch; the only clock by which anything expires. */
  clock: () => number;
  /** Whether a database that may lose what it acknowledged is refused with {@link StoreUnfit}. */
  production?: boolean | undefined;
  /** Hears, once, of everything that the operator had better change about the database. */
  warn?: ((sentence: string) => void) | undefined;
}

/** The database could not be reached or did not answer: the caller may try again later. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** The database must not be used as it is; `message` tells the operator why and what to do. */
export class StoreUnfit extends Error {
  override readonly name = 'StoreUnfit';
}

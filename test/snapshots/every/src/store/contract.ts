/** What every storage layer offers. */

/**
 * The kinds of records. The same id in two kinds names two records.
 *
 * `grant` authorizations, each in one record; `client` OAuth clients; `account` users; `upstream`
 * sealed tokens of identity providers; `session` signed-in browsers; `transaction` pending
 * authorization requests; `consent` what users agreed to; `once` what may be used once; `key` sealed
 * signing keys; `jwks` public keys of clients; `note` data of the example tools.
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

/** What a caller writes. */
export interface Draft<T> {
  /** Any JSON value; the store gives back an equal one. */
  value: T;
  /** Makes the record findable by its user. */
  userId?: string | undefined;
  /** Makes the record findable by its OAuth client. */
  clientId?: string | undefined;
  /** Milliseconds since the epoch; from then on the record is absent. */
  expiresAt?: number | undefined;
}

/** What a caller reads: the draft as last written, and its version. */
export interface Entry<T> extends Draft<T> {
  id: string;
  /**
   * Opaque: grows by one with each `replace`, and is never one of another record that had the id
   * before (`first-version.ts`).
   */
  version: number;
}

/** Which records `find` returns; fields that are left out do not narrow. */
export interface Query {
  userId?: string | undefined;
  clientId?: string | undefined;
  /** Only ids after this one (byte order): the last of the page before. */
  after?: string | undefined;
  /** At most this many records; 100 if left out. */
  limit?: number | undefined;
}

/**
 * A store of versioned records. Every write is conditional: of several writers at once, in any
 * process, exactly one is told `true`.
 *
 * An expired record is absent for every verb, to the millisecond, swept or not.
 * Every method rejects with {@link StoreUnavailable} when the database cannot be reached, and in
 * time for its caller to say so; a write answered with `true` is durable, one that was not answered
 * may have been made or not. An expiry that is no whole number is a RangeError.
 *
 * Ids of records, users, clients and counters are any text of at most 1,000 bytes in UTF-8; where
 * others choose one, its digest is taken.
 */
export interface Store {
  /**
   * Whether other processes that open the same URL work on the same records, also after this one has
   * ended. `false` only for memory.
   */
  readonly isShared: boolean;
  /**
   * The live record, or `undefined`.
   *
   * @param known what `get` answered for this record before. A store that finds the record live and
   *   of that version may answer with the same object: a version names one state of one record. It
   *   asks the database either way.
   */
  get<T>(kind: Kind, id: string, known?: Entry<T>): Promise<Entry<T> | undefined>;
  /** Writes a first version. `false`, and no change, if a live record is present. */
  insert<T>(kind: Kind, id: string, draft: Draft<T>): Promise<boolean>;
  /**
   * Writes `version + 1` in place of `version`. `false`, and no change, if the live record has
   * another version or is absent. Fields that the draft leaves out are removed.
   */
  replace<T>(kind: Kind, id: string, version: number, draft: Draft<T>): Promise<boolean>;
  /** Deletes the live record; `false` if there is none. */
  remove(kind: Kind, id: string): Promise<boolean>;
  /** The live records that match, in the order of the bytes of their ids. */
  find<T>(kind: Kind, query: Query): Promise<Entry<T>[]>;
  /**
   * Adds one to a counter and returns the sum. A counter keeps its first expiry, and begins anew
   * after it.
   */
  increment(counter: string, expiresAt: number): Promise<number>;
  /** Deletes expired records and counters; returns how many went. */
  sweep(): Promise<number>;
  /** Resolves when the database answers. */
  health(): Promise<void>;
  /** Ends every connection. */
  close(): Promise<void>;
}

/** What a storage layer's `openStore` needs. */
export interface StoreOptions {
  /** `DATABASE_URL` as configured. */
  url: string;
  /** Milliseconds since the epoch; the only clock by which anything expires. */
  clock: () => number;
  /** Whether a database that may lose writes is refused with {@link StoreUnfit}. */
  production?: boolean | undefined;
  /** Hears what the operator had better change. */
  warn?: ((sentence: string) => void) | undefined;
}

/** The database cannot be used: the caller may try again later. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** The database must not be used as it is; `message` tells the operator why and what to do. */
export class StoreUnfit extends Error {
  override readonly name = 'StoreUnfit';
}

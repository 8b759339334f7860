/** The storage contract. */

/**
 * Namespaces: the same id in two kinds names two records.
 *
 * `grant` the one record of an authorization; `client` OAuth clients; `account` users; `upstream`
 * the sealed tokens of a user's identity provider; `session` signed-in browsers; `transaction`
 * pending authorization requests; `consent` what users agreed to where that spares the next
 * question; `once` values that may be used once; `key` sealed signing keys; `jwks` public keys that
 * clients serve; `note` the example tools' data.
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

export type Kind = (typeof kinds)[number];

export interface Draft<T> {
  /** JSON; the store gives back an equal one. */
  value: T;
  /** The user it can be found by. */
  userId?: string | undefined;
  /** The OAuth client it can be found by. */
  clientId?: string | undefined;
  /** Milliseconds since the epoch, when the record becomes absent. */
  expiresAt?: number | undefined;
}

/** What a caller reads: the draft as last written. */
export interface Entry<T> extends Draft<T> {
  id: string;
  /**
   * Opaque; the next write must name it. Begins at an unpredictable number (`first-version.ts`) and
   * grows by one with each `replace`: no later record of the same id ever has it.
   */
  version: number;
}

/** Fields left out do not narrow. */
export interface Query {
  userId?: string | undefined;
  clientId?: string | undefined;
  /** Only greater ids (byte order): the last one of the page before. */
  after?: string | undefined;
  /** 100 if left out. */
  limit?: number | undefined;
}

/**
 * A store of versioned records. Every write is conditional: of several writers, be they requests,
 * processes or machines, exactly one is told `true`.
 *
 * An expired record is absent for every verb, to the millisecond, swept or not. Every method
 * rejects with {@link StoreUnavailable} when the database cannot be reached, soon enough for its
 * caller to say so; a write answered with `true` is durable, one not answered may have been made or
 * not. An expiry that is no whole number is a RangeError.
 *
 * Ids of records, users, clients and counters are any text of at most 1,000 bytes in UTF-8. Whoever
 * lets others choose one takes its digest.
 */
export interface Store {
  /**
   * Whether other processes with the same URL work on the same records, also after this one.
   * `false` only for memory, which keeps no promise across processes and restarts.
   */
  readonly isShared: boolean;
  /**
   * The live record.
   *
   * @param known what `get` answered for it before. A store that finds it live and of that version
   * may answer with the same object, without reading the rest: a version names one state of one
   * record. It asks the database either way.
   */
  get<T>(kind: Kind, id: string, known?: Entry<T>): Promise<Entry<T> | undefined>;
  /** `false`, and no change, if a live record is present. */
  insert<T>(kind: Kind, id: string, draft: Draft<T>): Promise<boolean>;
  /**
   * Writes `version + 1` in place of `version`. `false`, and no change, if the live record has
   * another version or is absent. Fields missing from the draft are removed.
   */
  replace<T>(kind: Kind, id: string, version: number, draft: Draft<T>): Promise<boolean>;
  /** `false` if there is no live record. */
  remove(kind: Kind, id: string): Promise<boolean>;
  /** Live ones, by id (byte order). */
  find<T>(kind: Kind, query: Query): Promise<Entry<T>[]>;
  /**
   * A counter begins at 1 with the given expiry, keeps that while it counts, and begins anew once
   * it has passed.
   *
   * @returns the sum
   */
  increment(counter: string, expiresAt: number): Promise<number>;
  /**
   * Deletes expired records and counters for good.
   *
   * @returns how many
   */
  sweep(): Promise<number>;
  /** Resolves when the database answers. */
  health(): Promise<void>;
  /** The store is not used afterwards. */
  close(): Promise<void>;
}

/** For a storage layer's `openStore`. */
export interface StoreOptions {
  /** `DATABASE_URL`. */
  url: string;
  /** Milliseconds since the epoch; the only clock by which anything expires. */
  clock: () => number;
  /** Whether to refuse a database that may lose what it acknowledged with {@link StoreUnfit}. */
  production?: boolean | undefined;
  /** Hears, once, what the operator had better change. */
  warn?: ((sentence: string) => void) | undefined;
}

/** The database cannot be reached or does not answer: try again later. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** The database must not be used as it is; `message` tells the operator why and what to do. */
export class StoreUnfit extends Error {
  override readonly name = 'StoreUnfit';
}

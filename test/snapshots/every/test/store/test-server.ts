/** A database server that tests may break. */

/** Absent where a store needs no server, or a given one is used. */
export type StartServer = () => Promise<TestServer>;

/** Always at the same URL. */
export interface TestServer {
  /** As in `StoreOptions`. */
  url: string;
  /** In good order. */
  stop(): Promise<void>;
  /** Every process at once. */
  crash(): Promise<void>;
  /** On the data that it has. */
  start(): Promise<void>;
  /** Stops every process where it is; the result lets them go on. */
  freeze(): Promise<() => void>;
  /** For good, with its data. */
  close(): Promise<void>;
}

/** A database server of the tests' own, which they may break. */

/** Exported by `open-test-store.ts`; absent where a store needs no server, or a given one is used. */
export type StartServer = () => Promise<TestServer>;

/** It runs until it is told otherwise, always at the same URL. */
export interface TestServer {
  /** As in `StoreOptions`. */
  url: string;
  /** Ends it in good order. */
  stop(): Promise<void>;
  /** Ends every process of it at once. */
  crash(): Promise<void>;
  /** Lets it run again, on the data that it has. */
  start(): Promise<void>;
  /** Stops every process of it where it is; the result lets them go on. */
  freeze(): Promise<() => void>;
  /** Ends it for good and deletes its data. */
  close(): Promise<void>;
}

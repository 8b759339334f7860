/** A database server of the tests' own, which they may break. */

/** What `open-test-store.ts` exports, if there is one. */
export type StartServer = () => Promise<TestServer>;

/** A running server. */
export interface TestServer {
  /** As in `StoreOptions`. */
  url: string;
  /** Ends it in good order. */
  stop(): Promise<void>;
  /** Ends every process of it at once. */
  crash(): Promise<void>;
  /** Starts it again, with its data. */
  start(): Promise<void>;
  /** Stops every process of it; the result lets them go on. */
  freeze(): Promise<() => void>;
  /** Ends it and deletes its data. */
  close(): Promise<void>;
}

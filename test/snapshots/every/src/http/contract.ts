/** What every framework layer's `serve.ts` offers to `main.ts`. */

/**
 * Never rejects.
 *
 * @param socketAddress the peer of the connection, whatever proxies say
 */
export type Listener = (request: Request, socketAddress: string) => Promise<Response>;

export interface ServeOptions {
  host: string;
  /** 0 lets the system choose. */
  port: number;
  /** For requests in flight at the end. */
  graceMs: number;
}

export interface Served {
  url: string;
  /** Lets requests in flight finish for a while. */
  close: () => Promise<void>;
}

/** @throws CannotListen */
export type Serve = (listener: Listener, options: ServeOptions) => Promise<Served>;

/** The message says why, and what to do. */
export class CannotListen extends Error {
  override readonly name = 'CannotListen';
}

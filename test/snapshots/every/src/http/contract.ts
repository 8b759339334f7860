/** What every framework layer's `serve.ts` offers. */

/**
 * Answers one request; never rejects.
 *
 * @param socketAddress the peer of the connection
 */
export type Listener = (request: Request, socketAddress: string) => Promise<Response>;

export interface ServeOptions {
  /** The address to listen on. */
  host: string;
  /** 0 lets the system choose. */
  port: number;
  /** Milliseconds that requests in flight get to finish when the server closes. */
  graceMs: number;
}

/** A server that listens. */
export interface Served {
  /** For example `http://127.0.0.1:3000`. */
  url: string;
  /** Stops accepting, lets requests in flight finish, then ends what is left. */
  close: () => Promise<void>;
}

/**
 * Carries the listener on HTTP.
 *
 * @throws CannotListen when the address or port cannot be had
 */
export type Serve = (listener: Listener, options: ServeOptions) => Promise<Served>;

/** The address or port cannot be had; the message says why and what to do. */
export class CannotListen extends Error {
  override readonly name = 'CannotListen';
}

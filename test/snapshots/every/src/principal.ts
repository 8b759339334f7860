/** Who is calling a tool, and with which permissions. */

/** The caller of a tool, from a verified access token (from the environment on stdio). */
export interface Principal {
  /** `client`: there is no user, and the client acts for itself. */
  kind: 'user' | 'client';
  /** The stable id of the user, or of such a client (`sub`). */
  subject: string;
  /** What the user or the client is called, for display only. */
  name: string;
  /** The OAuth client that calls (`client_id`). */
  clientId: string;
  /** The scopes of the presented token. */
  scopes: readonly string[];
  /** The resource identifier that the token was issued for (`aud`). */
  resource: string;
  upstream?: Upstream;
}

/** The identity provider at which the user signed in. */
export interface Upstream {
  /**
   * An access token of the provider, refreshed if it is about to end. Ask for it at each use, send it
   * to the provider's APIs and nowhere else, and put it into no result: clients must not have it.
   *
   * @param refused the token that an API has just refused with 401, for another one
   * @throws UpstreamEnded let it pass, and the client asks the user to sign in again
   * @throws UpstreamUnavailable
   */
  accessToken: (refused?: string) => Promise<string>;
}

/** The provider honours nothing any more that was kept for the user: they have to sign in again. */
export class UpstreamEnded extends Error {
  override readonly name = 'UpstreamEnded';
}

/** The provider cannot be reached, or refuses this server: nothing the user can do about it. */
export class UpstreamUnavailable extends Error {
  override readonly name = 'UpstreamUnavailable';
}

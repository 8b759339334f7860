/** What crosses from sign-in to tools: who is calling, with which permissions. */

/** From a verified access token (or the environment on stdio). */
export interface Principal {
  /** `client`: it acts for itself, without a user. */
  kind: 'user' | 'client';
  /** Stable and unique in this server (`sub`). */
  subject: string;
  /** For display only. */
  name: string;
  /** The one that calls (`client_id`). */
  clientId: string;
  /** Of the presented token. */
  scopes: readonly string[];
  /** What the token was issued for (`aud`). */
  resource: string;
  /** Absent without an identity provider. */
  upstream?: Upstream;
}

/** The APIs of the identity provider where the user signed in, in their name. */
export interface Upstream {
  /**
   * The provider's access token, refreshed if it is about to end. Ask for it at each use, send it
   * to the provider's APIs only, and put it into no result: clients must not have it.
   *
   * @param refused the token that an API has just refused with 401, to get another
   * @throws UpstreamEnded the user has to sign in again; let it pass, and the client sees to that
   * @throws UpstreamUnavailable
   */
  accessToken: (refused?: string) => Promise<string>;
}

/** The provider honours nothing that was kept for the user: they have to sign in again. */
export class UpstreamEnded extends Error {
  override readonly name = 'UpstreamEnded';
}

/** The provider is out of reach, or refuses this server: the user can do nothing about it. */
export class UpstreamUnavailable extends Error {
  override readonly name = 'UpstreamUnavailable';
}

/** The one thing that crosses from sign-in to tools: who is calling, and with which permissions. */

/** The caller of a tool, established from a verified access token (or from the environment on stdio). */
export interface Principal {
  /** `client`: there is no user, and the client acts for itself. */
  kind: 'user' | 'client';
  /** The stable id of the user, or of such a client; unique in this server (`sub`). */
  subject: string;
  /** What the user or the client is called, for display only. */
  name: string;
  /** The OAuth client that calls (`client_id`). */
  clientId: string;
  /** The scopes of the presented token. */
  scopes: readonly string[];
  /** The resource identifier that the token was issued for (`aud`). */
  resource: string;
}

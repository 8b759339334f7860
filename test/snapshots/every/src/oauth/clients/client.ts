/** What the authorization server knows of an OAuth client (RFC 7591, section 2). */

/** Token endpoint authentication methods that this server accepts. */
export const authMethods = ['none', 'client_secret_basic', 'client_secret_post'] as const;
export type AuthMethod = (typeof authMethods)[number];

/** Grant types that this server accepts. */
export const grantTypes = ['authorization_code', 'refresh_token'] as const;
export type GrantType = (typeof grantTypes)[number];

/** A registered client as stored. */
export interface Client {
  id: string;
  /**
   * Who vouches for it: nobody (`dynamic` registration), the host that serves its metadata document,
   * or the operator.
   */
  origin: 'dynamic' | 'metadata-document' | 'operator';
  /** The host (and port) of its metadata document: all of such a client that is more than a claim. */
  host?: string;
  /** Untrusted text of limited length. */
  name?: string;
  redirectUris: readonly string[];
  grantTypes: readonly GrantType[];
  /** The methods that it may use; two where the method was defaulted at registration. */
  authMethods: readonly AuthMethod[];
  /** SHA-256 of the secret, base64url; secrets are 256 random bits, so a plain hash is enough. */
  secretHash?: string;
  /** Registered metadata that is only kept and echoed: `client_uri`, `contacts`, ... */
  metadata: Readonly<Record<string, unknown>>;
  /** Milliseconds since the epoch. */
  createdAt: number;
}

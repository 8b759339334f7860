/** What the authorization server knows of an OAuth client (RFC 7591, section 2). */
import type { AssertionAlgorithm } from './assertion-algorithm.js';

/** Token endpoint authentication methods that this server accepts. */
export const authMethods = [
  'none',
  'client_secret_basic',
  'client_secret_post',
  'private_key_jwt',
] as const;
export type AuthMethod = (typeof authMethods)[number];

/** The grant types behind which stands a user; all that a client can register for by itself. */
export const userGrantTypes = ['authorization_code', 'refresh_token'] as const;

/** Grant types that this server can accept. */
export const grantTypes = [...userGrantTypes, 'client_credentials'] as const;
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
  /** Its secrets, newest first; several while one takes the place of another. */
  secrets?: readonly ClientSecret[];
  /** Where its public keys are (RFC 7517), for `private_key_jwt`. */
  jwksUri?: string;
  /** The public keys themselves, in place of `jwksUri`. */
  jwks?: { keys: readonly Readonly<Record<string, unknown>>[] };
  /** The one algorithm that it signs assertions with; absent: any that its keys are for. */
  assertionAlgorithm?: AssertionAlgorithm;
  /** Registered metadata that is only kept and echoed: `client_uri`, `contacts`, ... */
  metadata: Readonly<Record<string, unknown>>;
  /** Milliseconds since the epoch. */
  createdAt: number;
  /** Since when the operator has it switched off; milliseconds since the epoch. */
  disabledAt?: number;

  // What only the operator decides, and only of clients that the operator made:

  /** The scopes that it may ask for; absent: all that users can grant, none for itself. */
  scopes?: readonly string[];
  /** It may ask users for codes without PKCE, since it knows none; only if it is confidential. */
  pkce?: 'exempt';
  /** The networks (CIDR) from which it may authenticate; absent: any. */
  allowedNetworks?: readonly string[];
  /** Durations that are shorter than the usual ones. */
  lifetimes?: Lifetimes;
  /** The resources of which it may introspect tokens (RFC 7662). */
  introspects?: readonly string[];
  /** The grant to which its tokens for itself belong; its latest one. */
  ownGrantId?: string;
}

/** One secret of a client. Instants are milliseconds since the epoch. */
export interface ClientSecret {
  /** SHA-256, base64url; secrets are 256 random bits, so a plain hash is enough. */
  hash: string;
  createdAt: number;
  /** From then on it is refused; absent for the one that is there to stay. */
  expiresAt?: number;
}

/** How long things of a client last, in seconds; what is absent lasts as long as the settings say. */
export interface Lifetimes {
  accessTokenTtl?: number;
  refreshTokenTtl?: number;
  grantTtl?: number;
}

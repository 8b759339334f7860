/** What is known of an OAuth client (RFC 7591, section 2). */
import type { AssertionAlgorithm } from './assertion-algorithm.js';

export const authMethods = [
  'none',
  'client_secret_basic',
  'client_secret_post',
  'private_key_jwt',
] as const;
export type AuthMethod = (typeof authMethods)[number];

/** With a user behind; all that a client can register for by itself. */
export const userGrantTypes = ['authorization_code', 'refresh_token'] as const;

export const grantTypes = [...userGrantTypes, 'client_credentials'] as const;
export type GrantType = (typeof grantTypes)[number];

/** As stored. */
export interface Client {
  id: string;
  /**
   * Who vouches for it: nobody (`dynamic` registration), its metadata document's host, or the
   * operator.
   */
  origin: 'dynamic' | 'metadata-document' | 'operator';
  /** The host (and port) of its metadata document: all that is more than a claim. */
  host?: string;
  /** Untrusted text of limited length. */
  name?: string;
  redirectUris: readonly string[];
  grantTypes: readonly GrantType[];
  /** Two where none was named at registration. */
  authMethods: readonly AuthMethod[];
  /** Newest first. */
  secrets?: readonly ClientSecret[];
  /** Of its public keys (RFC 7517), for `private_key_jwt`. */
  jwksUri?: string;
  /** In place of `jwksUri`. */
  jwks?: { keys: readonly Readonly<Record<string, unknown>>[] };
  /** Of its assertions; absent: any that its keys are for. */
  assertionAlgorithm?: AssertionAlgorithm;
  /** Only kept and echoed: `client_uri`, `contacts`, ... */
  metadata: Readonly<Record<string, unknown>>;
  /** Milliseconds since the epoch. */
  createdAt: number;
  /** When the operator switched it off; milliseconds since the epoch. */
  disabledAt?: number;

  // Only for clients that the operator made:

  /** What it may ask for; absent: all that users can grant, none for itself. */
  scopes?: readonly string[];
  /** It may ask for codes without PKCE; only if it is confidential. */
  pkce?: 'exempt';
  /** Where it may authenticate from (CIDR); absent: anywhere. */
  allowedNetworks?: readonly string[];
  /** Shorter than the usual ones. */
  lifetimes?: Lifetimes;
  /** The resources whose tokens it may introspect (RFC 7662). */
  introspects?: readonly string[];
  /** The latest grant that its tokens for itself belong to. */
  ownGrantId?: string;
}

/** Instants are milliseconds since the epoch. */
export interface ClientSecret {
  /** SHA-256, base64url: enough for 256 random bits. */
  hash: string;
  createdAt: number;
  /** Refused from then on; absent for the one that stays. */
  expiresAt?: number;
}

/** In seconds; the settings' where absent. */
export interface Lifetimes {
  accessTokenTtl?: number;
  refreshTokenTtl?: number;
  grantTtl?: number;
}

/** What is known of an OAuth client (RFC 7591, section 2). */
import type { AssertionAlgorithm } from './assertion-algorithm.js';

/** Token endpoint authentication methods that this server accepts. */
export const authMethods = [
  'none',
  'client_secret_basic',
  'client_secret_post',
  'private_key_jwt',
] as const;
export type AuthMethod = (typeof authMethods)[number];

/** With a user behind them; a client can register for no other. */
export const userGrantTypes = ['authorization_code', 'refresh_token'] as const;

/** Grant types that this server can accept. */
export const grantTypes = [...userGrantTypes, 'client_credentials'] as const;
export type GrantType = (typeof grantTypes)[number];

/** A registered client as stored. */
export interface Client {
  id: string;
  /** Who vouches for it: nobody, the host of its metadata document, or the operator. */
  origin: 'dynamic' | 'metadata-document' | 'operator';
  /** The host (and port) of its metadata document: all of such a client that is more than a claim. */
  host?: string;
  /** Untrusted, of limited length. */
  name?: string;
  redirectUris: readonly string[];
  grantTypes: readonly GrantType[];
  /** Two if it named none at registration. */
  authMethods: readonly AuthMethod[];
  /** Newest first; several during a rotation. */
  secrets?: readonly ClientSecret[];
  /** Of its public keys (RFC 7517), for `private_key_jwt`. */
  jwksUri?: string;
  /** The keys themselves, in place of `jwksUri`. */
  jwks?: { keys: readonly Readonly<Record<string, unknown>>[] };
  /** Of its assertions; absent: any that its keys are for. */
  assertionAlgorithm?: AssertionAlgorithm;
  /** What is only kept and echoed: `client_uri`, `contacts`, ... */
  metadata: Readonly<Record<string, unknown>>;
  /** Milliseconds since the epoch. */
  createdAt: number;
  /** When the operator switched it off; milliseconds since the epoch. */
  disabledAt?: number;

  // Only the operator decides, and of their own clients:

  /** What it may ask for; absent: all that users can grant, none for itself. */
  scopes?: readonly string[];
  /** Whether it does without PKCE; only if it is confidential. */
  pkce?: 'exempt';
  /** Networks (CIDR) from which it may authenticate; absent: any. */
  allowedNetworks?: readonly string[];
  /** Shorter than usual. */
  lifetimes?: Lifetimes;
  /** Resources of which it may introspect tokens (RFC 7662). */
  introspects?: readonly string[];
  /** The latest grant of its tokens for itself. */
  ownGrantId?: string;
}

/** One secret of a client. Instants are milliseconds since the epoch. */
export interface ClientSecret {
  /** SHA-256, base64url: enough for 256 random bits. */
  hash: string;
  createdAt: number;
  /** From then on it is refused; absent: never. */
  expiresAt?: number;
}

/** How long things of a client last, in seconds; absent: as the settings say. */
export interface Lifetimes {
  accessTokenTtl?: number;
  refreshTokenTtl?: number;
  grantTtl?: number;
}

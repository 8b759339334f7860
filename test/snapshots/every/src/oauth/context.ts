/** What every part of the authorization server is given. */
import type { Login } from '../login/contract.js';
import type { ScopeCatalogue } from '../scope-catalogue.js';
import type { Store } from '../store/contract.js';
import type { Audit } from './audit.js';
import type { GuardedFetch } from './clients/metadata-document/fetch/guarded-fetch.js';
import type { HostPolicy } from './clients/metadata-document/hosts.js';
import type { Keyring } from './keyring.js';
import type { Secrets } from './secrets.js';

/** What operators set through the environment. */
export interface OAuthSettings {
  /** As pages call it. */
  serviceName: string;
  /** RFC 8414 issuer: the public URL without a trailing slash. */
  issuer: string;
  /** RFC 8707 resource identifier: the URL of the MCP endpoint. */
  resource: string;
  /** The path of the MCP endpoint below the issuer, such as `/mcp`. */
  mcpPath: string;
  scopes: ScopeCatalogue;
  /** Seconds. */
  accessTokenTtl: number;
  /** Seconds without use after which a refresh token expires. */
  refreshTokenTtl: number;
  /** Seconds after which a grant ends however often it was refreshed. */
  grantTtl: number;
  /** Seconds for which a consent spares the next question; 0 = never. */
  consentTtl: number;
  /** Seconds in which a rotated refresh token gets its successor; 0 = never. */
  refreshRetryWindow: number;
  /** Seconds: the same while the successor is unused; 0 = no longer. */
  refreshUnusedRetryWindow: number;
  /** Seconds in which a repeated code is only refused; 0 = never. */
  codeRepeatWindow: number;
  /** Whether answers carry `iss` (RFC 9207), as metadata then says. */
  issParameter: boolean;
  /** Of native applications, besides reversed domain names. */
  privateUseSchemes?: readonly string[];
  registration: RegistrationSettings | 'off';
  /** Whether clients that the operator made for it get tokens for themselves. */
  clientCredentials: boolean;
  /** Whether resource servers can ask what a token is worth. */
  introspection: boolean;
  rateLimits: RateLimits;
  cimd: CimdSettings | 'off';
}

/** Dynamic client registration (RFC 7591). */
export interface RegistrationSettings {
  /** Whoever registers must send one (RFC 7591, section 3); none lets everybody register. */
  initialAccessTokens: readonly string[];
  /** Of registrations without a grant: beyond that the oldest gives way. */
  mostUnused: number;
}

/** Client ID Metadata Documents. */
export interface CimdSettings extends HostPolicy {
  /** For development: also documents on this machine. */
  allowLoopback: boolean;
}

/** The names of the limits. */
export const limitNames = [
  'authorize',
  'introspect',
  'login',
  'login_address',
  'register',
  'register_request',
  'token',
] as const;
export type LimitName = (typeof limitNames)[number];

/** At most `max` requests in each window of `seconds`. */
export interface Limit {
  max: number;
  seconds: number;
}
export type RateLimits = Readonly<Record<LimitName, Limit>> | 'off';

/** Everything the endpoints work with. */
export interface OAuthContext {
  settings: OAuthSettings;
  store: Store;
  login: Login;
  secrets: Secrets;
  keyring: Keyring;
  /** Milliseconds since the epoch. */
  clock: () => number;
  /** Cryptographically strong random bytes. */
  random: (bytes: number) => Uint8Array;
  audit: Audit;
  /** Gets what clients name by URL. */
  guardedFetch: GuardedFetch;
}

/** What is known of a request besides the request itself. */
export interface Caller {
  /** The network address, as far as configured proxies can be trusted. */
  address: string;
}

/** One route of the authorization server. */
export type Endpoint = (request: Request, caller: Caller) => Promise<Response>;

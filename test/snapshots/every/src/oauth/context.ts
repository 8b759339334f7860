/** What every part of the authorization server is given: its settings and its neighbours. */
import type { Login } from '../login/contract.js';
import type { ScopeCatalogue } from '../scope-catalogue.js';
import type { Store } from '../store/contract.js';
import type { Audit } from './audit.js';
import type { GuardedFetch } from './clients/metadata-document/fetch/guarded-fetch.js';
import type { HostPolicy } from './clients/metadata-document/hosts.js';
import type { Keyring } from './keyring.js';
import type { Secrets } from './secrets.js';

/** The answers that operators give through the environment, in the units that this house uses. */
export interface OAuthSettings {
  /** What pages call this server. */
  serviceName: string;
  /** RFC 8414 issuer: the public URL without a trailing slash; every endpoint begins with it. */
  issuer: string;
  /** RFC 8707 resource identifier: the URL of the MCP endpoint as a user types it. */
  resource: string;
  /** The path of the MCP endpoint below the issuer, for example `/mcp`. */
  mcpPath: string;
  /** What clients can ask for. */
  scopes: ScopeCatalogue;
  /** Seconds. */
  accessTokenTtl: number;
  /** Seconds without use after which a refresh token dies. */
  refreshTokenTtl: number;
  /** Seconds after which a grant ends however often it was refreshed. */
  grantTtl: number;
  /** Seconds for which a consent may spare the next question where that is safe; 0 = never. */
  consentTtl: number;
  /** Seconds in which an already rotated refresh token is answered with its successor; 0 = never. */
  refreshRetryWindow: number;
  /** The same while nobody has used the successor, in seconds; 0 = no longer than that. */
  refreshUnusedRetryWindow: number;
  /** Seconds in which a code that its client redeems again is refused, and no more; 0 = never. */
  codeRepeatWindow: number;
  /** Whether answers to the browser carry `iss` (RFC 9207), and metadata says that they do. */
  issParameter: boolean;
  /** URI schemes of native applications that are allowed besides reversed domain names. */
  privateUseSchemes?: readonly string[];
  /** Whether clients can register themselves, and who may. */
  registration: RegistrationSettings | 'off';
  /** Whether clients that the operator made for it get tokens for themselves. */
  clientCredentials: boolean;
  /** Whether resource servers can ask what a token is worth. */
  introspection: boolean;
  /** The limits in force, or `off`. */
  rateLimits: RateLimits;
  /** Whether URLs of metadata documents are taken as client ids, and of which hosts. */
  cimd: CimdSettings | 'off';
}

/** Dynamic client registration (RFC 7591). */
export interface RegistrationSettings {
  /** Whoever registers must send one of these (RFC 7591, section 3); with none, everybody may. */
  initialAccessTokens: readonly string[];
  /** So many registrations that led to no grant are kept; beyond that the oldest gives way. */
  mostUnused: number;
}

/** Client ID Metadata Documents. */
export interface CimdSettings extends HostPolicy {
  /** For development: also documents on this machine. */
  allowLoopback: boolean;
}

/** The names of the limits; each counts something of its own. */
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

/** What every part of the authorization server gets. */
import type { Login } from '../login/contract.js';
import type { ScopeCatalogue } from '../scope-catalogue.js';
import type { Store } from '../store/contract.js';
import type { Audit } from './audit.js';
import type { GuardedFetch } from './clients/metadata-document/fetch/guarded-fetch.js';
import type { HostPolicy } from './clients/metadata-document/hosts.js';
import type { Keyring } from './keyring.js';
import type { Secrets } from './secrets.js';

/** From the operator. */
export interface OAuthSettings {
  serviceName: string;
  /** RFC 8414: the public URL without a trailing slash; every endpoint begins with it. */
  issuer: string;
  /** RFC 8707: the URL of the MCP endpoint. */
  resource: string;
  /** Below the issuer, for example `/mcp`. */
  mcpPath: string;
  scopes: ScopeCatalogue;
  /** Seconds. */
  accessTokenTtl: number;
  /** Seconds without use. */
  refreshTokenTtl: number;
  /** Seconds, however often it is refreshed. */
  grantTtl: number;
  /** Seconds for which a consent may spare the next question; 0 = never. */
  consentTtl: number;
  /** Seconds in which a rotated refresh token is answered with its successor; 0 = never. */
  refreshRetryWindow: number;
  /** The same while the successor is unused; 0 = no longer. */
  refreshUnusedRetryWindow: number;
  /** Seconds in which a code that its client repeats is only refused; 0 = never. */
  codeRepeatWindow: number;
  /** In answers to the browser (RFC 9207), and in metadata. */
  issParameter: boolean;
  /** Of native applications, besides reversed domain names. */
  privateUseSchemes?: readonly string[];
  registration: RegistrationSettings | 'off';
  /** For clients that the operator made. */
  clientCredentials: boolean;
  introspection: boolean;
  rateLimits: RateLimits;
  /** Whether URLs of metadata documents are client ids, and of which hosts. */
  cimd: CimdSettings | 'off';
}

/** RFC 7591. */
export interface RegistrationSettings {
  /** Whoever registers must send one (RFC 7591, section 3); with none, everybody may. */
  initialAccessTokens: readonly string[];
  /** Registrations without a grant; beyond that the oldest gives way. */
  mostUnused: number;
}

/** Client ID Metadata Documents. */
export interface CimdSettings extends HostPolicy {
  /** For development: also documents on this machine. */
  allowLoopback: boolean;
}

/** Each counts something of its own. */
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

export interface Limit {
  max: number;
  seconds: number;
}
export type RateLimits = Readonly<Record<LimitName, Limit>> | 'off';

export interface OAuthContext {
  settings: OAuthSettings;
  store: Store;
  login: Login;
  secrets: Secrets;
  keyring: Keyring;
  /** Milliseconds since the epoch. */
  clock: () => number;
  /** Cryptographically strong. */
  random: (bytes: number) => Uint8Array;
  audit: Audit;
  /** Gets what clients name by URL. */
  guardedFetch: GuardedFetch;
}

export interface Caller {
  /** The network address, as far as proxies can be trusted. */
  address: string;
}

export type Endpoint = (request: Request, caller: Caller) => Promise<Response>;

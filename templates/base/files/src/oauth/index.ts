/** Builds the authorization server from what it needs; the rest of the house sees only this file. */
import type { Principal } from '../principal.js';
import type { Endpoint, OAuthContext } from './context.js';

/** A request whose access token was accepted. */
export interface Authenticated {
  principal: Principal;
  token: string;
  /** Seconds since the epoch. */
  expiresAt: number;
  /** Where challenges point to (RFC 9728, section 5.1). */
  resourceMetadataUrl: string;
}

/** The endpoints; `http/app.ts` decides which path leads to which. */
export interface AuthorizationServer {
  serverMetadata: Endpoint;
  resourceMetadata: Endpoint;
  jwks: Endpoint;
  register: Endpoint;
  authorize: Endpoint;
  signIn: Endpoint;
  consent: Endpoint;
  token: Endpoint;
  revoke: Endpoint;
  /** Token -> who is calling, or the 401 with its challenge. */
  authenticate: (request: Request) => Promise<Authenticated | Response>;
}

export declare function createAuthorizationServer(context: OAuthContext): AuthorizationServer;

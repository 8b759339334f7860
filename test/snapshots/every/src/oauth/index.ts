/** The authorization server; all else sees only this file. */
import type { Principal } from '../principal.js';
import { changePasswordEndpoint } from './account/change-password.js';
import { accountEndpoint } from './account/index.js';
import { signOutEndpoint } from './account/sign-out.js';
import { authorizeEndpoint } from './authorize/index.js';
import { bearerAuthentication } from './bearer.js';
import { consentEndpoint } from './consent/consent.js';
import type { Endpoint, OAuthContext } from './context.js';
import { introspectionEndpoint } from './introspect.js';
import {
  jwksEndpoint,
  resourceMetadataEndpoint,
  resourceMetadataUrl,
  serverMetadataEndpoint,
} from './metadata.js';
import { registrationEndpoint } from './register.js';
import { revocationEndpoint } from './revoke.js';
import { signInEndpoint } from './sign-in.js';
import { tokenEndpoint } from './token/index.js';

export { presentsToken } from './bearer.js';
export { failurePage } from './browser/failure-page.js';

/** A request whose access token was accepted. */
export interface Authenticated {
  principal: Principal;
  token: string;
  /** Seconds since the epoch. */
  expiresAt: number;
  /** Where challenges point to (RFC 9728, section 5.1). */
  resourceMetadataUrl: string;
}

/** The endpoints; `http/app.ts` has their paths, and answers what they throw. */
export interface AuthorizationServer {
  serverMetadata: Endpoint;
  resourceMetadata: Endpoint;
  jwks: Endpoint;
  register: Endpoint;
  authorize: Endpoint;
  signIn: Endpoint;
  consent: Endpoint;
  account: Endpoint;
  changePassword: Endpoint;
  signOut: Endpoint;
  token: Endpoint;
  revoke: Endpoint;
  introspect: Endpoint;
  /** Who is calling, or the 401 with its challenge. */
  authenticate: (request: Request) => Promise<Authenticated | Response>;
  /** Where challenges point to (RFC 9728, section 5.1). */
  resourceMetadataUrl: string;
}

/** Gives every endpoint one context. */
export function createAuthorizationServer(context: OAuthContext): AuthorizationServer {
  return {
    serverMetadata: serverMetadataEndpoint(context),
    resourceMetadata: resourceMetadataEndpoint(context),
    jwks: jwksEndpoint(context),
    register: registrationEndpoint(context),
    authorize: authorizeEndpoint(context),
    signIn: signInEndpoint(context),
    consent: consentEndpoint(context),
    account: accountEndpoint(context),
    changePassword: changePasswordEndpoint(context),
    signOut: signOutEndpoint(context),
    token: tokenEndpoint(context),
    revoke: revocationEndpoint(context),
    introspect: introspectionEndpoint(context),
    authenticate: bearerAuthentication(context),
    resourceMetadataUrl: resourceMetadataUrl(context.settings),
  };
}

/** What the official client needs to sign in. */
import { randomUUID } from 'node:crypto';
import type {
  OAuthClientProvider,
  OAuthDiscoveryState,
  StoredOAuthClientInformation,
  StoredOAuthTokens,
} from '@modelcontextprotocol/client';

export interface TestProvider extends OAuthClientProvider {
  /** Where the browser was to go, oldest first. */
  readonly sentTo: URL[];
  /** Every set of tokens, oldest first. */
  readonly saved: StoredOAuthTokens[];
  /** The latest `state`. */
  readonly currentState: string;
  clientInformation: () => StoredOAuthClientInformation | undefined;
}

/** A provider of an application without a secret. */
export function openProvider(redirectUrl = 'http://localhost:33418/callback'): TestProvider {
  let client: StoredOAuthClientInformation | undefined;
  let verifier = '';
  let current = '';
  const sentTo: URL[] = [];
  const saved: StoredOAuthTokens[] = [];
  let signedIn = false;
  let discovery: OAuthDiscoveryState | undefined;

  return {
    sentTo,
    saved,
    redirectUrl,
    clientMetadata: {
      client_name: 'Flow test',
      redirect_uris: [redirectUrl],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
    },
    get currentState() {
      return current;
    },
    state: () => {
      current = randomUUID();
      return current;
    },
    clientInformation: () => client,
    saveClientInformation: (information) => {
      client = information;
    },
    tokens: () => (signedIn ? saved.at(-1) : undefined),
    saveTokens: (tokens) => {
      saved.push(tokens);
      signedIn = true;
    },
    redirectToAuthorization: (url) => {
      sentTo.push(url);
    },
    saveCodeVerifier: (value) => {
      verifier = value;
    },
    codeVerifier: () => verifier,
    saveDiscoveryState: (state) => {
      discovery = state;
    },
    discoveryState: () => discovery,
    invalidateCredentials: (what) => {
      if (what === 'all' || what === 'tokens') signedIn = false;
      if (what === 'all' || what === 'client') client = undefined;
    },
  };
}

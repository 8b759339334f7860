// What an application brings to the official client library: a place to keep what it is given.
import { randomUUID } from 'node:crypto';
import type {
  OAuthClientProvider,
  OAuthDiscoveryState,
  StoredOAuthClientInformation,
  StoredOAuthTokens,
} from '@modelcontextprotocol/client';

export const callback = 'http://127.0.0.1:33418/callback';

export interface Application extends OAuthClientProvider {
  /** Where the library wanted the browser to go, oldest first. */
  readonly sentTo: URL[];
  clientInformation: () => StoredOAuthClientInformation | undefined;
  tokens: () => StoredOAuthTokens | undefined;
}

export function openApplication(): Application {
  let client: StoredOAuthClientInformation | undefined;
  let tokens: StoredOAuthTokens | undefined;
  let verifier = '';
  let discovered: OAuthDiscoveryState | undefined;
  const sentTo: URL[] = [];
  return {
    sentTo,
    redirectUrl: callback,
    clientMetadata: {
      client_name: 'Black box',
      redirect_uris: [callback],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
    },
    state: () => randomUUID(),
    clientInformation: () => client,
    saveClientInformation: (information) => {
      client = information;
    },
    tokens: () => tokens,
    saveTokens: (saved) => {
      tokens = saved;
    },
    redirectToAuthorization: (url) => {
      sentTo.push(url);
    },
    saveCodeVerifier: (value) => {
      verifier = value;
    },
    codeVerifier: () => verifier,
    saveDiscoveryState: (state) => {
      discovered = state;
    },
    discoveryState: () => discovered,
  };
}

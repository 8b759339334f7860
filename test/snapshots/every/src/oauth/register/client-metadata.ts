/** Client metadata from strangers: what is of no use is dropped (RFC 7591, section 2). */
import {
  type AuthMethod,
  authMethods,
  type Client,
  type GrantType,
  userGrantTypes,
} from '../clients/client.js';
import { holdsPrivateKey } from '../clients/keys/private-key.js';
import {
  KeysRefused,
  type RegisteredKeys,
  readRegisteredKeys,
} from '../clients/keys/registered-keys.js';
import { isAcceptableRedirectUri } from '../clients/redirect-uri.js';
import type { OAuthSettings } from '../context.js';
import { OAuthError } from '../errors.js';
import { demandsBoundTokens } from './bound-tokens.js';
import { descriptiveMetadata } from './descriptive-metadata.js';
import { given } from './given.js';
import { plainText } from './plain-text.js';

/** What a registration decides of a client. */
export type ClientMetadata = Pick<
  Client,
  'redirectUris' | 'grantTypes' | 'authMethods' | 'metadata'
> &
  RegisteredKeys & { name?: string };

type Sent = Readonly<Record<string, unknown>>;

/**
 * Reads a registration, as clients in use need it; `null` and empty members count as absent.
 *
 * @throws OAuthError `invalid_redirect_uri` or `invalid_client_metadata`
 */
export function readClientMetadata(sent: Sent, settings: OAuthSettings): ClientMetadata {
  if (demandsBoundTokens(sent)) {
    throw invalid('Access tokens are not bound to keys here: register without that demand');
  }
  requireCodeResponse(sent['response_types']);
  const name = plainText(sent['client_name'], 100);
  return {
    ...(name !== undefined && { name }),
    redirectUris: readRedirectUris(sent['redirect_uris'], settings),
    grantTypes: readGrantTypes(sent['grant_types']),
    ...readAuthentication(sent, settings),
    metadata: descriptiveMetadata(sent, settings),
  };
}

// Clients list the URIs of all their versions: one that we refuse takes nothing from the rest.
function readRedirectUris(sent: unknown, { privateUseSchemes }: OAuthSettings): string[] {
  const usable = textsIn(sent).filter((uri) => isAcceptableRedirectUri(uri, privateUseSchemes));
  if (usable.length > 0) return [...new Set(usable)];
  throw new OAuthError('invalid_redirect_uri', 'Send at least one https or loopback http URI');
}

// RFC 7591, section 2: absent means `authorization_code`. What is not offered here is dropped.
function readGrantTypes(sent: unknown): GrantType[] {
  if (!isGiven(sent)) return ['authorization_code'];
  const wanted = textsIn(sent);
  const offered = userGrantTypes.filter((grantType) => wanted.includes(grantType));
  if (offered.length === 0) throw invalid(`grant_types must include ${userGrantTypes[0]}`);
  return [...new Set<GrantType>(['authorization_code', ...offered])];
}

// The only response type that goes with `authorization_code`.
function requireCodeResponse(sent: unknown): void {
  if (isGiven(sent) && !textsIn(sent).includes('code')) {
    throw invalid('response_types must include code');
  }
}

// Keys are for one method; with others they are dropped.
function readAuthentication(
  sent: Sent,
  settings: OAuthSettings,
): Pick<Client, 'authMethods'> & RegisteredKeys {
  if (holdsPrivateKey(sent['jwks'])) throw invalid('jwks must hold public keys only');
  if (isGiven(sent['jwks']) && isGiven(sent['jwks_uri'])) {
    throw invalid('jwks and jwks_uri exclude each other');
  }
  const methods = readAuthMethods(sent['token_endpoint_auth_method']);
  if (!methods.includes('private_key_jwt')) return { authMethods: methods };
  try {
    return { authMethods: methods, ...readRegisteredKeys(sent, settings, 'dynamic') };
  } catch (error) {
    throw error instanceof KeysRefused ? invalid(error.message) : error;
  }
}

// RFC 7591, section 2: absent means Basic. Such clients send the secret in the body as well.
function readAuthMethods(sent: unknown): AuthMethod[] {
  if (!isGiven(sent)) return ['client_secret_basic', 'client_secret_post'];
  const method = authMethods.find((known) => known === sent);
  if (method !== undefined) return [method];
  throw invalid(`token_endpoint_auth_method must be one of ${authMethods.join(', ')}`);
}

function isGiven(value: unknown): boolean {
  return given(value) !== undefined;
}

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function invalid(description: string): OAuthError {
  return new OAuthError('invalid_client_metadata', description);
}

// Presets for identity providers: what `.env` starts with where people sign in elsewhere.
import { CreateError } from '../errors.js';
import { nearest } from './nearest.js';
import type { Choice } from './schema.js';

/**
 * Not part of the answers: it decides nothing but comments in `.env`, which belongs to the user from the
 * start, so that no update has to know it.
 */
export const providerChoice = {
  flag: 'provider',
  question: 'Which identity provider?',
  layered: false,
  default: 'generic',
  values: [
    { value: 'generic', title: 'Another one, or not decided', hint: 'any OpenID provider will do' },
    { value: 'google', title: 'Google', hint: 'Workspace or private accounts' },
    { value: 'entra', title: 'Microsoft Entra', hint: 'work and school accounts' },
    { value: 'auth0', title: 'Auth0', hint: 'accounts of your own product' },
    { value: 'okta', title: 'Okta', hint: 'people to whom it is assigned' },
    { value: 'keycloak', title: 'Keycloak', hint: 'one that you run yourself' },
  ],
} as const satisfies Choice;

export type Provider = (typeof providerChoice)['values'][number]['value'];

/**
 * What is known of a provider before anybody has registered there. The lines start as comments: a server
 * whose provider is named in part refuses to start, and a new project has to start.
 */
export const providerLines: Readonly<Record<Provider, readonly string[]>> = {
  generic: [],
  google: ['OIDC_ISSUER=https://accounts.google.com', 'OIDC_CLIENT_AUTH=client_secret_post'],
  entra: [
    'OIDC_ISSUER=https://login.microsoftonline.com/YOUR-TENANT-ID/v2.0',
    'OIDC_CLIENT_AUTH=client_secret_post',
  ],
  auth0: ['OIDC_ISSUER=https://YOUR-TENANT.us.auth0.com/', 'OIDC_CLIENT_AUTH=client_secret_post'],
  okta: [
    'OIDC_ISSUER=https://YOUR-ORG.okta.com',
    'OIDC_CLIENT_AUTH=client_secret_basic',
    'OIDC_SCOPES=openid profile email groups',
  ],
  keycloak: [
    'OIDC_ISSUER=https://keycloak.example.com/realms/YOUR-REALM',
    'OIDC_CLIENT_AUTH=client_secret_basic',
  ],
};

/** @throws CreateError INVALID_ANSWER */
export function checkProvider(value: string): Provider {
  const known = providerChoice.values.map((entry) => entry.value);
  const found = known.find((name) => name === value);
  if (found !== undefined) return found;
  const meant = nearest(value, known);
  throw new CreateError(
    'INVALID_ANSWER',
    `--provider does not know "${value}".${meant ? ` Did you mean "${meant}"?` : ''}`,
    { hint: `It takes: ${known.join(', ')}.` },
  );
}

export function providerTitle(provider: Provider): string {
  return providerChoice.values.find(({ value }) => value === provider)?.title ?? provider;
}

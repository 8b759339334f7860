/** What `clients add` can be told. */
import type { Option } from '../command.js';

const time = 'such as 90s, 15m or 12h';

export const addOptions = {
  'redirect-uri': {
    value: 'URI',
    many: true,
    description: 'where users are sent back to; once for each',
  },
  public: { description: 'it runs on machines of its users and can keep no secret' },
  'auth-method': {
    value: 'METHOD',
    description:
      'client_secret_basic, client_secret_post or private_key_jwt; left out: a secret, sent either way',
  },
  jwks: { value: 'FILE', description: 'its public keys, for private_key_jwt; "-" reads them here' },
  'jwks-uri': { value: 'URL', description: 'where its public keys are, for private_key_jwt' },
  grant: {
    value: 'TYPE',
    many: true,
    description:
      'authorization_code, refresh_token, client_credentials; left out: the first two, if it has a redirect URI',
  },
  scope: {
    value: 'SCOPE',
    many: true,
    description: 'all that it may ask for, once for each; client_credentials needs one',
  },
  'may-introspect': { description: 'it may ask /introspect what tokens of this server are worth' },
  'no-pkce': { description: 'users connect it without PKCE, since it knows none (GPT Actions)' },
  'allow-network': {
    value: 'CIDR',
    many: true,
    description: 'where it may come from, such as 192.0.2.0/24; left out: anywhere',
  },
  'access-token-ttl': { value: 'TIME', description: `a shorter ACCESS_TOKEN_TTL, ${time}` },
  'refresh-token-ttl': { value: 'TIME', description: 'a shorter REFRESH_TOKEN_TTL' },
  'grant-ttl': { value: 'TIME', description: 'a shorter GRANT_TTL' },
} as const satisfies Record<string, Option>;

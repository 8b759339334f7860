/** A client that the operator adds: checked as a whole, since one answer depends on another. */
import type { Client } from '../../oauth/clients/client.js';
import { isNetwork } from '../../oauth/clients/networks.js';
import { isAcceptableRedirectUri } from '../../oauth/clients/redirect-uri.js';
import type { OAuthSettings } from '../../oauth/context.js';
import { plainText } from '../../oauth/register/plain-text.js';
import { type AdminContext, type Call, UsageError } from '../command.js';
import { plain } from '../table.js';
import { plannedAuthentication } from './planned-authentication.js';
import { plannedGrants } from './planned-grants.js';
import { plannedLifetimes } from './planned-lifetimes.js';

/** What the operator decides. */
export type PlannedClient = Omit<Client, 'id' | 'origin' | 'metadata' | 'createdAt' | 'secrets'>;

/**
 * @throws UsageError for what fits no client, or not what else was said
 * @throws AdminProblem for what the server's settings do not permit
 */
export async function plannedClient(call: Call, context: AdminContext): Promise<PlannedClient> {
  const { settings } = context.oauth;
  const authentication = await plannedAuthentication(call, context);
  const isPublic = authentication.authMethods.includes('none');
  const redirectUris = readRedirectUris(call, settings);
  const grants = plannedGrants(call, settings, redirectUris.length > 0);
  const allowedNetworks = readNetworks(call);

  const needsSecret = ['may-introspect', 'no-pkce'].find((option) => call.has(option));
  if (isPublic && needsSecret !== undefined) throw notPublic(`--${needsSecret}`);
  if (isPublic && allowedNetworks.length > 0) throw notPublic('--allow-network');
  if (isPublic && grants.grantTypes.includes('client_credentials')) {
    throw notPublic('client_credentials');
  }
  if (call.has('no-pkce') && !grants.grantTypes.includes('authorization_code')) {
    throw new UsageError('--no-pkce is about users who connect the client: name a --redirect-uri.');
  }
  return {
    name: readName(call),
    redirectUris,
    ...grants,
    ...authentication,
    ...(call.has('no-pkce') && { pkce: 'exempt' }),
    ...(allowedNetworks.length > 0 && { allowedNetworks }),
    ...plannedLifetimes(call, settings),
  };
}

function readName({ operands: [name = ''] }: Call): string {
  if (plainText(name, 100) === name) return name;
  throw new UsageError('The name must be 1 to 100 characters that can be shown on one line.');
}

function readRedirectUris(call: Call, { privateUseSchemes }: OAuthSettings): string[] {
  const uris = [...new Set(call.list('redirect-uri'))];
  const wrong = uris.find((uri) => !isAcceptableRedirectUri(uri, privateUseSchemes));
  if (wrong === undefined) return uris;
  throw new UsageError(
    `${plain(wrong)} cannot be a redirect URI. Give an https URL, http on this computer (localhost), or a scheme that PRIVATE_USE_SCHEMES lists.`,
  );
}

function readNetworks(call: Call): readonly string[] {
  const networks = [...new Set(call.list('allow-network'))];
  const wrong = networks.find((network) => !isNetwork(network));
  if (wrong === undefined) return networks;
  throw new UsageError(`${plain(wrong)} is no network. Give one such as 192.0.2.0/24.`);
}

function notPublic(what: string): UsageError {
  return new UsageError(
    `A client that can keep no secret cannot have ${what}: leave --public out.`,
  );
}

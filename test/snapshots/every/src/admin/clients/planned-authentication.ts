/** How a client that the operator adds authenticates. */
import { type AuthMethod, authMethods } from '../../oauth/clients/client.js';
import {
  KeysRefused,
  type RegisteredKeys,
  readRegisteredKeys,
} from '../../oauth/clients/keys/registered-keys.js';
import { type AdminContext, AdminProblem, type Call, UsageError } from '../command.js';
import { plain } from '../table.js';

/** A client may send its secret either way. */
const eitherSecret = ['client_secret_basic', 'client_secret_post'] as const;

const confidentialMethods = authMethods.filter((method) => method !== 'none');

/**
 * @throws UsageError for a wrong method or key
 * @throws AdminProblem when the file with the keys cannot be read
 */
export async function plannedAuthentication(
  call: Call,
  context: AdminContext,
): Promise<{ authMethods: readonly AuthMethod[] } & RegisteredKeys> {
  const named = call.text('auth-method');
  const keys = { jwks: call.text('jwks'), jwks_uri: call.text('jwks-uri') };
  if (named !== 'private_key_jwt' && (keys.jwks ?? keys.jwks_uri) !== undefined) {
    throw new UsageError('Keys are for --auth-method private_key_jwt only.');
  }
  if (call.has('public')) {
    if (named === undefined) return { authMethods: ['none'] };
    throw new UsageError('Give --public or --auth-method, not both.');
  }
  if (named === undefined) return { authMethods: eitherSecret };
  const method = confidentialMethods.find((known) => known === named);
  if (method === undefined) {
    throw new UsageError(`--auth-method takes one of ${confidentialMethods.join(', ')}.`);
  }
  if (method !== 'private_key_jwt') return { authMethods: [method] };
  const sent = { ...keys, jwks: keys.jwks && (await readJson(keys.jwks, context)) };
  return { authMethods: [method], ...registeredKeys(sent, context) };
}

function registeredKeys(sent: Record<string, unknown>, { oauth }: AdminContext): RegisteredKeys {
  try {
    return readRegisteredKeys(sent, oauth.settings, 'operator');
  } catch (error) {
    throw error instanceof KeysRefused ? new UsageError(`${error.message}.`) : error;
  }
}

async function readJson(path: string, { readFile }: AdminContext): Promise<unknown> {
  const text = await readFile(path).catch(() => {
    throw new AdminProblem(`${plain(path)} cannot be read: name a file with a JWK Set.`);
  });
  try {
    return JSON.parse(text);
  } catch {
    throw new AdminProblem(`${plain(path)} is not JSON: it must hold a JWK Set of public keys.`);
  }
}

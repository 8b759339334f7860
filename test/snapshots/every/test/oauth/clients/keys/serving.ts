/** A client whose keys are served by a vendor on this machine. */
import { expect } from 'vitest';
import type { Client } from '../../../../src/oauth/clients/client.js';
import { assertionOf, by, type Signer } from '../../assertions.js';
import { addClient, bodyOf, post } from '../../client-calls.js';
import type { World } from '../../world.js';
import { serve, type Vendor } from '../metadata-document/vendor.js';

/** Serves these keys from now on, at any path. */
export function serveKeys(
  vendor: Vendor,
  signers: readonly Signer[],
  headers: Record<string, string> = {},
): void {
  const keys = signers.map(({ publicKey }) => publicKey);
  vendor.answer = serve({ keys }, { 'content-type': 'application/jwk-set+json', ...headers });
}

/** Stores a client with the URL of its keys. */
export function addRemoteKeyClient(
  world: World,
  vendor: Vendor,
  changes: Partial<Client> = {},
): Promise<Client> {
  const jwksUri = `https://vendor.test:${vendor.port}/jwks`;
  return addClient(world, { authMethods: ['private_key_jwt'], jwksUri, ...changes });
}

/**
 * Sends a signed request that changes nothing.
 *
 * @returns `let in`, `refused`, or `wait` and for how many seconds
 */
export async function knock(
  world: World,
  client: Pick<Client, 'id'>,
  signer: Signer,
  header: { kid?: string | undefined } = {},
): Promise<string> {
  const assertion = await assertionOf(world, client.id, signer, { header });
  const response = await post(world.server.revoke, { token: 'x', ...by(assertion) });
  if (response.status === 200) return 'let in';
  const { error } = await bodyOf(response);
  if (response.status === 401 && error === 'invalid_client') return 'refused';
  expect([response.status, error]).toEqual([503, 'temporarily_unavailable']);
  return `wait ${response.headers.get('retry-after')}`;
}

/** Clients that sign assertions. */
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import type { Client } from '../../src/oauth/clients/client.js';
import { addClient, type Parameters } from './client-calls.js';
import { issuer, type World } from './world.js';

export const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** A key pair of a client. */
export interface Signer {
  alg: string;
  kid: string;
  privateKey: CryptoKey;
  /** As the client publishes it. */
  publicKey: JWK & { kty: string };
}

/** Makes a key pair. */
export async function openSigner(alg = 'ES256', kid = `key-${alg}`): Promise<Signer> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const { kty = '', ...parts } = await exportJWK(publicKey);
  return { alg, kid, privateKey, publicKey: { kty, ...parts, kid, alg, use: 'sig' } };
}

/** Stores a client that authenticates with this key. */
export function addKeyClient(
  world: World,
  signer: Signer,
  changes: Partial<Client> = {},
): Promise<Client> {
  const jwks = { keys: [signer.publicKey] };
  return addClient(world, { authMethods: ['private_key_jwt'], jwks, ...changes });
}

/** `undefined` leaves a member out. */
export interface AssertionChanges {
  claims?: Readonly<Record<string, unknown>>;
  header?: Readonly<Record<string, unknown>>;
}

/** A valid assertion but for the changes. */
export function assertionOf(
  world: World,
  clientId: string,
  { privateKey, alg, kid }: Signer,
  { claims = {}, header = {} }: AssertionChanges = {},
): Promise<string> {
  const now = Math.floor(world.context.clock() / 1000);
  const right = {
    iss: clientId,
    sub: clientId,
    aud: issuer,
    iat: now,
    exp: now + 300,
    jti: crypto.randomUUID(),
  };
  return new SignJWT(defined({ ...right, ...claims }))
    .setProtectedHeader({ alg, ...defined({ typ: 'JWT', kid, ...header }) })
    .sign(privateKey);
}

/** The parameters that present an assertion. */
export function by(assertion: string): Parameters {
  return {
    client_id: undefined,
    client_assertion_type: assertionType,
    client_assertion: assertion,
  };
}

function defined(members: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

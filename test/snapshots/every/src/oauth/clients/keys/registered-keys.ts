/** The keys that a client registers (RFC 7591, section 2). */
import type { OAuthSettings } from '../../context.js';
import { given } from '../../register/given.js';
import { assertionAlgorithm, assertionAlgorithms } from '../assertion-algorithm.js';
import type { Client } from '../client.js';
import { keySetUrl } from './key-set-url.js';
import { readPublicKeys } from './public-keys.js';

const sentences = {
  missing: 'private_key_jwt needs jwks or jwks_uri',
  both: 'jwks and jwks_uri exclude each other',
  jwks: 'jwks must be a JWK Set of public keys, one of them for signatures: RSA of 2048 to 8192 bits, P-256, P-384, P-521 or Ed25519',
  jwks_uri: 'jwks_uri must be an https URL with a path, of a host that this server may fetch from',
  algorithm: `token_endpoint_auth_signing_alg must be one of ${assertionAlgorithms.join(', ')}`,
} as const;

/** The message is for whoever wrote the metadata. */
export class KeysRefused extends Error {
  override readonly name = 'KeysRefused';

  constructor(reason: keyof typeof sentences) {
    super(sentences[reason]);
  }
}

/** The keys or their URL, and the algorithm if it named one. */
export type RegisteredKeys = Pick<Client, 'jwks' | 'jwksUri' | 'assertionAlgorithm'>;

/**
 * Reads the keys of a client that may use `private_key_jwt`; `null` and empty members count as
 * absent.
 *
 * @throws KeysRefused
 */
export function readRegisteredKeys(
  sent: Readonly<Record<string, unknown>>,
  { cimd }: Pick<OAuthSettings, 'cimd'>,
  origin: Client['origin'],
): RegisteredKeys {
  const [jwks, jwksUri] = [given(sent['jwks']), given(sent['jwks_uri'])];
  const algorithm = algorithmIn(given(sent['token_endpoint_auth_signing_alg']));
  if (jwks !== undefined && jwksUri !== undefined) throw new KeysRefused('both');
  if (jwksUri !== undefined) return { jwksUri: urlIn(jwksUri, cimd, origin), ...algorithm };
  if (jwks === undefined) throw new KeysRefused('missing');
  const keys = readPublicKeys(jwks) ?? [];
  if (keys.length === 0) throw new KeysRefused('jwks');
  return { jwks: { keys }, ...algorithm };
}

function urlIn(sent: unknown, cimd: OAuthSettings['cimd'], origin: Client['origin']): string {
  const url = typeof sent === 'string' ? keySetUrl(cimd, sent, origin) : undefined;
  if (url === undefined) throw new KeysRefused('jwks_uri');
  return url.href;
}

function algorithmIn(sent: unknown): Pick<Client, 'assertionAlgorithm'> {
  if (sent === undefined) return {};
  const known = assertionAlgorithm(sent);
  if (known === undefined) throw new KeysRefused('algorithm');
  return { assertionAlgorithm: known };
}

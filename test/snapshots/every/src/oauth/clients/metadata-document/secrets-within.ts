/** Check: no secret in a document that everybody can read (CIMD, section 4.1). */
import { holdsPrivateKey } from '../keys/private-key.js';
import { DocumentRefused } from './document-refused.js';

/**
 * Refuses client secrets and private keys, whatever their values.
 *
 * @throws DocumentRefused `shared_secret` or `private_key`
 */
export function refuseSecrets(document: Readonly<Record<string, unknown>>): void {
  if (Object.keys(document).some((member) => member.startsWith('client_secret'))) {
    throw new DocumentRefused('shared_secret');
  }
  if (holdsPrivateKey(document['jwks'])) throw new DocumentRefused('private_key');
}

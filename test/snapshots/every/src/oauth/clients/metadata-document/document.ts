/** The client of a metadata document, or why there is none. */
import { z } from 'zod';
import type { OAuthSettings } from '../../context.js';
import { demandsBoundTokens } from '../../register/bound-tokens.js';
import { descriptiveMetadata } from '../../register/descriptive-metadata.js';
import { plainText } from '../../register/plain-text.js';
import { type Client, type GrantType, userGrantTypes } from '../client.js';
import { isAcceptableRedirectUri } from '../redirect-uri.js';
import { authenticationOf } from './authentication.js';
import { DocumentRefused } from './document-refused.js';
import { jsonIn } from './fetch/receive.js';
import { refuseSecrets } from './secrets-within.js';

/** Members of the wrong type are refused; members that are not listed are ignored. */
const shape = z.looseObject({
  client_id: z.string(),
  client_name: z.string().optional(),
  redirect_uris: z.array(z.string()).optional(),
  grant_types: z.array(z.string()).optional(),
  token_endpoint_auth_method: z.string().optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).optional(),
});

/** What a document may decide; the rest of a client is ours. */
export type DocumentClient = Omit<Client, 'createdAt'>;

/**
 * Reads the JSON text of a document.
 *
 * @throws DocumentRefused
 */
export function parseDocument(body: Uint8Array): unknown {
  const document = jsonIn(body);
  if (document === undefined) throw new DocumentRefused('not_json');
  return document;
}

/**
 * The client of a document (CIMD, section 4): `client_id` is its URL, character by character, and
 * there is no shared secret.
 *
 * @throws DocumentRefused
 */
export function readDocument(
  clientId: string,
  document: unknown,
  settings: Pick<OAuthSettings, 'privateUseSchemes' | 'scopes' | 'cimd'>,
): DocumentClient {
  const sent = wellFormed(document);
  if (sent.client_id !== clientId) throw new DocumentRefused('client_id');
  refuseSecrets(sent);
  if (demandsBoundTokens(sent)) throw new DocumentRefused('bound_tokens');
  const name = plainText(sent.client_name, 100);
  if (name === undefined) throw new DocumentRefused('client_name');
  const usable = (sent.redirect_uris ?? []).filter((uri) =>
    isAcceptableRedirectUri(uri, settings.privateUseSchemes),
  );
  if (usable.length === 0) throw new DocumentRefused('redirect_uris');
  return {
    id: clientId,
    origin: 'metadata-document',
    host: new URL(clientId).host,
    name,
    redirectUris: [...new Set(usable)],
    grantTypes: grantTypesOf(sent.grant_types),
    ...authenticationOf(sent, settings),
    metadata: descriptiveMetadata(sent, settings),
  };
}

function wellFormed(document: unknown): z.output<typeof shape> {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    throw new DocumentRefused('not_json');
  }
  const read = shape.safeParse(document);
  if (read.success) return read.data;
  throw new DocumentRefused('client_id' in document ? 'malformed' : 'client_id');
}

// RFC 7591, section 2: absent means `authorization_code`. Vendors list other servers' grants too.
function grantTypesOf(sent: readonly string[] = ['authorization_code']): GrantType[] {
  if (!sent.includes('authorization_code')) throw new DocumentRefused('grant_types');
  return userGrantTypes.filter((grantType) => sent.includes(grantType));
}

/** Why a document makes no client, in a sentence for whoever wrote it. */

const sentences = {
  not_json: 'The client metadata document is not a JSON object in UTF-8',
  client_id: 'The client metadata document has another client_id than its URL',
  client_name: 'The client metadata document has no client_name',
  redirect_uris: 'The client metadata document has no redirect URI that is https or loopback http',
  grant_types: 'The client metadata document does not list the grant type authorization_code',
  shared_secret: 'The client metadata document declares a client secret, which cannot be one there',
  private_key: 'The client metadata document contains a private key',
  auth_method:
    'The client metadata document lists neither none nor private_key_jwt as a token endpoint authentication method',
  keys: 'The client metadata document demands private_key_jwt, but has no keys for it that this server can use: one of jwks and jwks_uri, and a known token_endpoint_auth_signing_alg if any',
  bound_tokens:
    'The client metadata document demands access tokens that are bound to a key, which this server does not issue',
  malformed: 'The client metadata document has a member of the wrong type',
} as const;

export type DocumentRefusal = keyof typeof sentences;

export class DocumentRefused extends Error {
  override readonly name = 'DocumentRefused';
  readonly reason: DocumentRefusal;

  constructor(reason: DocumentRefusal) {
    super(sentences[reason]);
    this.reason = reason;
  }
}

/** Registrations of any JSON. */
import fc from 'fast-check';
import { type Hostile, hostile } from './request.js';
import { registered, type Target } from './target.js';
import { json, text } from './values.js';

export function register(target: Target): fc.Arbitrary<Hostile> {
  const any = fc.jsonValue({ maxDepth: 2 });
  const strange = fc.oneof(text, fc.array(fc.oneof(text, any), { maxLength: 3 }), any);
  const names = ['client_name', 'client_uri', 'contacts', 'scope', 'jwks', 'software_id'] as const;
  const metadata = fc.record(
    {
      redirect_uris: fc.oneof(
        fc.constant([...registered]),
        fc.array(fc.oneof(text, fc.constantFrom(...registered)), { maxLength: 4 }),
        strange,
      ),
      grant_types: fc.oneof(fc.constant(['authorization_code', 'refresh_token']), strange),
      response_types: fc.oneof(fc.constant(['code']), strange),
      token_endpoint_auth_method: fc.oneof(
        fc.constantFrom('none', 'client_secret_basic', 'client_secret_post', 'private_key_jwt'),
        strange,
      ),
      ...Object.fromEntries(names.map((name) => [name, strange])),
    },
    { requiredKeys: ['redirect_uris'] },
  );
  return hostile(target, {
    paths: ['/register'],
    methods: ['POST'],
    body: json(metadata),
    mediaType: 'application/json',
  });
}

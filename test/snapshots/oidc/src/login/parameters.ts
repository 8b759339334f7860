/** Parameters that the operator adds to each request to sign in. */

/** Names and values, in order. */
export type AuthorizationParameters = readonly (readonly [name: string, value: string])[];

/** What the server itself sends, or relies on being absent. */
const own = new Set([
  'client_id',
  'client_secret',
  'code_challenge',
  'code_challenge_method',
  'nonce',
  'redirect_uri',
  'request',
  'request_uri',
  'response_mode',
  'response_type',
  'scope',
  'state',
]);

/**
 * Reads a query such as `access_type=offline&prompt=consent`.
 *
 * @returns `undefined` if a name is missing, repeated or the server's own
 */
export function authorizationParameters(text: string): AuthorizationParameters | undefined {
  const parameters = [...new URLSearchParams(text)];
  const names = parameters.map(([name]) => name);
  const isGood = names.every((name) => /^[\w.:-]{1,100}$/.test(name) && !own.has(name));
  return isGood && new Set(names).size === names.length ? parameters : undefined;
}

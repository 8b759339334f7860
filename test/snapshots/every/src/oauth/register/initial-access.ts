/** Check: whoever registers has a token of the operator (RFC 7591, section 3). */
import { jsonAnswer } from '../answer.js';
import { sameDigest, sha256 } from '../sha256.js';

/**
 * The refusal of a request without one of the tokens (RFC 6750, section 3), or `undefined`.
 *
 * @param tokens none lets everybody register
 */
export async function refusedAccess(
  tokens: readonly string[],
  request: Request,
): Promise<Response | undefined> {
  if (tokens.length === 0) return undefined;
  const header = request.headers.get('authorization');
  const [, presented] = /^bearer +([\w.~+/-]+=*)$/i.exec(header ?? '') ?? [];
  if (presented !== undefined && (await isOneOf(tokens, presented))) return undefined;
  const isAttempt = header !== null && /^bearer(\s|$)/i.test(header);
  const description = isAttempt
    ? 'The initial access token is not valid'
    : 'Registering here needs an initial access token from the operator';
  const challenge = isAttempt
    ? `Bearer realm="registration", error="invalid_token", error_description="${description}"`
    : 'Bearer realm="registration"';
  const body = { error: 'invalid_token', error_description: description };
  return jsonAnswer(body, 401, { 'www-authenticate': challenge });
}

// Every token is looked at, whole: the time tells nothing of them.
async function isOneOf(tokens: readonly string[], presented: string): Promise<boolean> {
  const digest = await sha256(presented);
  const equal = await Promise.all(
    tokens.map(async (token) => sameDigest(digest, await sha256(token))),
  );
  return equal.includes(true);
}

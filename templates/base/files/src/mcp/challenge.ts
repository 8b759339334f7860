/** Refused tool calls, told in the form on which a client acts: by HTTP, or in the tool's result. */

/** `http`: status 401 or 403 and a challenge; `result`: a failed result that carries the challenge. */
export type ChallengeForm = 'http' | 'result';

/** What the operator decided; `auto` looks at who is asking, where tools are open to anyone. */
export type ChallengeSetting = ChallengeForm | 'auto';

/**
 * The form for one request. Claude, and every client of the specification, acts on the status and on
 * nothing else; ChatGPT, where some tools need no token, acts on the result and on nothing else; so
 * the one form goes to ChatGPT, by the name it gives itself, and the other to everybody. A client
 * that lies about its name is refused all the same.
 *
 * @param isMixed whether some tool is open to anyone
 */
export function challengeForm(
  setting: ChallengeSetting,
  isMixed: boolean,
  userAgent: string | null,
): ChallengeForm {
  if (setting !== 'auto') return setting;
  return isMixed && /^openai-mcp\b/i.test(userAgent ?? '') ? 'result' : 'http';
}

/** What a challenge says (RFC 6750, section 3; RFC 9728, section 5.1). */
export interface Challenge {
  resourceMetadataUrl: string;
  /** All that the call needs. */
  scopes: readonly string[];
  /** Absent if no token was presented, where HTTP carries the challenge. */
  error?: 'invalid_token' | 'insufficient_scope';
  description?: string;
}

/** The value of `WWW-Authenticate`. */
export function challengeValue({ resourceMetadataUrl, scopes, error, description }: Challenge) {
  const parameters = {
    error,
    error_description: description,
    resource_metadata: resourceMetadataUrl,
    scope: scopes.join(' '),
  };
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined);
  return `Bearer ${given.map(([name, value]) => `${name}="${quotable(value ?? '')}"`).join(', ')}`;
}

function quotable(value: string): string {
  return value.replace(/[^\x20-\x7e]|["\\]/g, '');
}

/** How refused tool calls are told. */
import { baselineScope } from '../scopes.js';

/** `http`: by status 401 or 403; `result`: by a failed result with the challenge in it. */
export type ChallengeForm = 'http' | 'result';

/** What the operator decided. */
export type ChallengeSetting = ChallengeForm | 'auto';

/**
 * The form for one request. Claude, and every client of the specification, acts on the status alone;
 * ChatGPT, where some tool is open to anyone, on the result alone; so it gets the result, by the name
 * that it gives itself, and everybody else the status. A client that lies about it is refused all the
 * same.
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
  /** All that the call needs; with none, the challenge asks for the baseline. */
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
    scope: (scopes.length === 0 ? [baselineScope] : scopes).join(' '),
  };
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined);
  return `Bearer ${given.map(([name, value]) => `${name}="${quotable(value ?? '')}"`).join(', ')}`;
}

/** The answer by HTTP (RFC 6750, section 3.1). */
export function challengeAnswer(status: 401 | 403, challenge: Required<Challenge>): Response {
  const { error, description } = challenge;
  return Response.json(
    { error, error_description: description },
    {
      status,
      headers: { 'www-authenticate': challengeValue(challenge), 'cache-control': 'no-store' },
    },
  );
}

function quotable(value: string): string {
  return value.replace(/[^\x20-\x7e]|["\\]/g, '');
}

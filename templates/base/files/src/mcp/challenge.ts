/** Refused tool calls, in the form that a client acts on. */

/** `http`: status 401 or 403 with a challenge; `result`: a failed result that carries it. */
export type ChallengeForm = 'http' | 'result';

/** `auto` looks at who asks, where tools are open to anyone. */
export type ChallengeSetting = ChallengeForm | 'auto';

/**
 * Claude, and every client of the specification, acts on the status alone; ChatGPT, where some
 * tools need no token, on the result alone. So ChatGPT gets the one form, by the name it gives
 * itself, everybody else the other; a client that lies is refused all the same.
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

/** RFC 6750, section 3; RFC 9728, section 5.1. */
export interface Challenge {
  resourceMetadataUrl: string;
  scopes: readonly string[];
  /** Absent over HTTP if no token was presented. */
  error?: 'invalid_token' | 'insufficient_scope';
  description?: string;
}

/** For `WWW-Authenticate`. */
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

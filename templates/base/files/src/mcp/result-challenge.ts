/** The challenge of a refused tool call as part of its result, by which ChatGPT opens its sign-in. */
import { baselineScope } from '../scopes.js';
import type { McpCaller } from './caller.js';
import { type Challenge, challengeValue } from './challenge.js';
import { scopesOf, type Tool } from './tool.js';

/** How calls are refused in their result. */
export interface ResultChallenge {
  /** Refuses every call: the token that came with it is not valid. */
  always: boolean;
  /** What the refused call's result says, to people and to the client. */
  of: (tool: Tool) => { text: string; meta: Record<string, unknown> };
}

/** The client asks for an `error` in each challenge, also where no token was presented. */
export function resultChallenge(caller: McpCaller): ResultChallenge {
  const always = caller.principal === undefined && caller.tokenRefused;
  const { resourceMetadataUrl } = caller;
  const reason = reasonFor(caller, always);
  return {
    always,
    of: (tool) => {
      const needed = scopesOf(tool);
      const scopes = needed.length === 0 ? [baselineScope] : needed;
      const challenge = challengeValue({ ...reason, resourceMetadataUrl, scopes });
      return { text: reason.description, meta: { 'mcp/www_authenticate': [challenge] } };
    },
  };
}

function reasonFor(
  { principal }: McpCaller,
  isTokenRefused: boolean,
): Required<Pick<Challenge, 'error' | 'description'>> {
  if (isTokenRefused) {
    const description = 'The access token is not valid, has expired or was revoked';
    return { error: 'invalid_token', description };
  }
  const description =
    principal === undefined ? 'Sign in to use this tool' : 'The tool needs more permission';
  return { error: 'insufficient_scope', description };
}

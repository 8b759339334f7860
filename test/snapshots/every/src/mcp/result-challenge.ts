/** The challenge in the result of a refused call, by which ChatGPT opens its sign-in. */
import type { McpCaller } from './caller.js';
import { type Challenge, challengeValue } from './challenge.js';
import { scopesOf, type Tool } from './tool.js';

/** How calls are refused in their result. */
export interface ResultChallenge {
  /** Refuses every call: the token is not valid. */
  always: boolean;
  of: (tool: Tool) => { text: string; meta: Meta };
  /** For a call that found the user's sign-in to have ended. */
  ofEnded: (tool: Tool) => Meta;
}

type Meta = Record<string, unknown>;

/** ChatGPT needs an `error` in each challenge, also if there was no token. */
export function resultChallenge(caller: McpCaller): ResultChallenge {
  const always = caller.principal === undefined && caller.tokenRefused;
  const { resourceMetadataUrl } = caller;
  const reason = reasonFor(caller, always);
  const metaOf = (tool: Tool, why: Reason): Meta => {
    const challenge = { ...why, resourceMetadataUrl, scopes: scopesOf(tool) };
    return { 'mcp/www_authenticate': [challengeValue(challenge)] };
  };
  return {
    always,
    of: (tool) => ({ text: reason.description, meta: metaOf(tool, reason) }),
    ofEnded: (tool) => metaOf(tool, signInEnded),
  };
}

type Reason = Required<Pick<Challenge, 'error' | 'description'>>;

/** For a call that found the user's sign-in to have ended. */
export const signInEnded: Reason = {
  error: 'invalid_token',
  description: 'The user has to sign in again',
};

function reasonFor({ principal }: McpCaller, isTokenRefused: boolean): Reason {
  if (isTokenRefused) {
    const description = 'The access token is not valid, has expired or was revoked';
    return { error: 'invalid_token', description };
  }
  const description =
    principal === undefined ? 'Sign in to use this tool' : 'The tool needs more permission';
  return { error: 'insufficient_scope', description };
}

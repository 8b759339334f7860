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
  of: (tool: Tool) => { text: string; meta: Meta };
  /** The same for a call that was taken and found the user's sign-in to have ended. */
  ofEnded: (tool: Tool) => Meta;
}

/** `_meta` of a result. */
type Meta = Record<string, unknown>;

/** The client asks for an `error` in each challenge, also where no token was presented. */
export function resultChallenge(caller: McpCaller): ResultChallenge {
  const always = caller.principal === undefined && caller.tokenRefused;
  const { resourceMetadataUrl } = caller;
  const reason = reasonFor(caller, always);
  const metaOf = (tool: Tool, why: Reason): Meta => {
    const needed = scopesOf(tool);
    const scopes = needed.length === 0 ? [baselineScope] : needed;
    return { 'mcp/www_authenticate': [challengeValue({ ...why, resourceMetadataUrl, scopes })] };
  };
  return {
    always,
    of: (tool) => ({ text: reason.description, meta: metaOf(tool, reason) }),
    ofEnded: (tool) => metaOf(tool, signInEnded),
  };
}

type Reason = Required<Pick<Challenge, 'error' | 'description'>>;

/** Why a token that was good when the call came is good no more. */
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

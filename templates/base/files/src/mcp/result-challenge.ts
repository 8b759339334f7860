/** A refused tool call's challenge in its result, which opens ChatGPT's sign-in. */
import { baselineScope } from '../scopes.js';
import type { McpCaller } from './caller.js';
import { type Challenge, challengeValue } from './challenge.js';
import { scopesOf, type Tool } from './tool.js';

export interface ResultChallenge {
  /** The token that came along is not valid. */
  always: boolean;
  /** For people, and for the client. */
  of: (tool: Tool) => { text: string; meta: Meta };
  /** The user's sign-in turned out to have ended. */
  ofEnded: (tool: Tool) => Meta;
}

type Meta = Record<string, unknown>;

/** The client wants an `error` in each challenge. */
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

/** The tools as plain HTTP operations, for custom GPTs and other clients that do not speak MCP. */
import { challengeValue } from '../mcp/challenge.js';
import { mayCall } from '../mcp/run-tool.js';
import { scopesOf, type Tool } from '../mcp/tool.js';
import type { Principal } from '../principal.js';
import { baselineScope } from '../scopes.js';
import type { Store } from '../store/contract.js';
import { carryOut } from './carry-out.js';
import { readInput } from './input.js';
import { type Described, openApi } from './openapi.js';

/** What the tools work with, and where failures and refusals are reported. */
export interface ActionsOptions extends Described {
  store: Store;
  /** Milliseconds since the epoch. */
  clock: () => number;
  /** A call was refused because the token lacks a scope of the tool. */
  onInsufficientScope: (principal: Principal, tool: Tool) => void;
  /** A tool failed; nothing of why reached the client. */
  onError: (error: unknown, tool: Tool) => void;
  /** Where challenges point to (RFC 9728, section 5.1). */
  resourceMetadataUrl: string;
}

/** The REST face of the tools, behind its authentication. */
export interface Actions {
  /** The OpenAPI document. */
  document: object;
  find: (name: string) => Tool | undefined;
  /**
   * Carries out an action.
   *
   * @param principal `undefined` for a caller who did not sign in, which only open tools take
   */
  answer: (request: Request, tool: Tool, principal: Principal | undefined) => Promise<Response>;
}

/** Builds it from the same tools that MCP clients get. */
export function createActions(options: ActionsOptions): Actions {
  const { toolset, store, clock, onInsufficientScope, onError } = options;
  return {
    document: openApi(options),
    find: (name) => toolset.tools.find((tool) => tool.name === name),
    async answer(request, tool, principal) {
      if (!mayCall(tool, principal)) {
        if (principal !== undefined) onInsufficientScope(principal, tool);
        const description = 'The tool needs more permission';
        return challenged(options, tool, 403, 'insufficient_scope', description);
      }
      const input = await readInput(request, tool);
      if (input instanceof Response) return input;
      const outcome = await carryOut(tool, input, {
        principal,
        store,
        clock,
        signal: request.signal,
        failed: (_, error) => onError(error, tool),
      });
      if (outcome instanceof Response) return outcome;
      return challenged(options, tool, 401, 'invalid_token', outcome.ended);
    },
  };
}

/** RFC 6750, section 3.1. */
function challenged(
  { resourceMetadataUrl }: ActionsOptions,
  tool: Tool,
  status: 401 | 403,
  error: 'insufficient_scope' | 'invalid_token',
  description: string,
): Response {
  const needed = scopesOf(tool);
  const scopes = needed.length === 0 ? [baselineScope] : needed;
  const challenge = challengeValue({ error, description, resourceMetadataUrl, scopes });
  return Response.json(
    { error, error_description: description },
    { status, headers: { 'www-authenticate': challenge, 'cache-control': 'no-store' } },
  );
}

/** The tools as REST operations, for clients that do not speak MCP. */
import { challengeAnswer } from '../mcp/challenge.js';
import { mayCall } from '../mcp/run-tool.js';
import { scopesOf, type Tool } from '../mcp/tool.js';
import type { Principal } from '../principal.js';
import type { Store } from '../store/contract.js';
import { carryOut } from './carry-out.js';
import { readInput } from './input.js';
import { type Described, openApi } from './openapi.js';

/** What the actions work with. */
export interface ActionsOptions extends Described {
  store: Store;
  /** Milliseconds since the epoch. */
  clock: () => number;
  /** A call was refused because the token lacks a scope of the tool. */
  onInsufficientScope: (principal: Principal, tool: Tool) => void;
  /** A tool failed; nothing of why reached the client. */
  onError: (error: unknown, tool: Tool) => void;
  /** Where a challenge points to (RFC 9728, section 5.1). */
  resourceMetadataUrl: string;
}

/** The tools as REST operations. */
export interface Actions {
  document: object;
  find: (name: string) => Tool | undefined;
  /** Carries out an action; `principal` is `undefined` for a caller who did not sign in. */
  answer: (request: Request, tool: Tool, principal: Principal | undefined) => Promise<Response>;
}

/** Builds it from the same tools that MCP clients get. */
export function createActions(options: ActionsOptions): Actions {
  const { toolset, store, clock, onInsufficientScope, onError, resourceMetadataUrl } = options;
  return {
    document: openApi(options),
    find: (name) => toolset.tools.find((tool) => tool.name === name),
    async answer(request, tool, principal) {
      const needed = { resourceMetadataUrl, scopes: scopesOf(tool) };
      if (!mayCall(tool, principal)) {
        if (principal !== undefined) onInsufficientScope(principal, tool);
        const description = 'The tool needs more permission';
        return challengeAnswer(403, { error: 'insufficient_scope', description, ...needed });
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
      const description = outcome.ended;
      return challengeAnswer(401, { error: 'invalid_token', description, ...needed });
    },
  };
}

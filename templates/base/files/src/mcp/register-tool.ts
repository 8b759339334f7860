/** Puts a tool into an MCP server for one caller. */
import type { CallToolResult, McpServer } from '@modelcontextprotocol/server';
import type { Principal } from '../principal.js';
import type { ResultChallenge } from './result-challenge.js';
import { mayCall, runTool, type ToolRuns } from './run-tool.js';
import { scopesOf, type Tool } from './tool.js';

export interface ToolCalls extends Omit<ToolRuns, 'signal'> {
  /** The token lacks a scope. */
  refused: (principal: Principal, tool: Tool) => void;
  /** The user has to sign in again. */
  ended: () => void;
  /** For clients that act on the result; left out, HTTP carries the challenge. */
  inResult?: ResultChallenge | undefined;
}

/**
 * A call with too few scopes gets HTTP 403 and a challenge with all that the tool needs (RFC 6750,
 * section 3.1).
 */
export function registerTool(server: McpServer, tool: Tool, calls: ToolCalls): void {
  const { refused, ended, inResult, ...runs } = calls;
  const { principal } = runs;
  const scopes = scopesOf(tool);
  const [first, ...more] = scopes;
  const isPermitted = mayCall(tool, principal) && inResult?.always !== true;

  server.registerTool(
    tool.name,
    {
      title: tool.title,
      description: tool.description,
      inputSchema: tool.input,
      outputSchema: tool.output,
      annotations: { title: tool.title, ...tool.hints },
      _meta: { securitySchemes: securitySchemes(tool) },
      scopeChallenge: () => {
        if (isPermitted || first === undefined || inResult !== undefined) return undefined;
        if (principal !== undefined) refused(principal, tool);
        return { scopes: [first, ...more], errorDescription: 'The tool needs more permission' };
      },
    },
    async (input, { mcpReq: { signal } }) => {
      if (isPermitted) {
        const outcome = await runTool(tool, input, { ...runs, signal });
        if (!('ended' in outcome)) return resultOf(outcome);
        ended();
        return { ...failure(outcome.failure), ...(inResult && { _meta: inResult.ofEnded(tool) }) };
      }
      // For every transport; HTTP callers get the challenge.
      if (inResult === undefined) return failure(`Not permitted: this needs ${scopes.join(' ')}`);
      if (principal !== undefined) refused(principal, tool);
      const { text, meta } = inResult.of(tool);
      return { ...failure(text), _meta: meta };
    },
  );
}

function resultOf(outcome: Awaited<ReturnType<typeof runTool>>): CallToolResult {
  if ('failure' in outcome) return failure(outcome.failure);
  const { output } = outcome;
  return {
    content: [{ type: 'text', text: JSON.stringify(output) }],
    structuredContent: { ...output },
  };
}

function failure(text: string): CallToolResult {
  return { content: [{ type: 'text', text }], isError: true };
}

// An open tool may do more for whoever is signed in.
function securitySchemes(tool: Tool): object[] {
  const oauth = { type: 'oauth2', scopes: [...scopesOf(tool)] };
  return tool.access === 'anyone' ? [{ type: 'noauth' }, oauth] : [oauth];
}

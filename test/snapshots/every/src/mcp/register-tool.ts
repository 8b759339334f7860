/** Registers a tool with an MCP server. */
import type { CallToolResult, McpServer } from '@modelcontextprotocol/server';
import type { Principal } from '../principal.js';
import type { ResultChallenge } from './result-challenge.js';
import { mayCall, runTool, type ToolRuns } from './run-tool.js';
import { scopesOf, type Tool } from './tool.js';

/** What a call is given, and where its failures and refusals are reported. */
export interface ToolCalls extends Omit<ToolRuns, 'signal'> {
  /** A call was refused because the token lacks a scope of the tool. */
  refused: (principal: Principal, tool: Tool) => void;
  /** The user has to sign in again first. */
  ended: () => void;
  /** For clients that act on the result; absent, HTTP carries the challenge. */
  inResult?: ResultChallenge | undefined;
}

/**
 * Registers a tool. A call with too few scopes gets HTTP 403 and a challenge that names all that the
 * tool needs (RFC 6750, section 3.1).
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
      // The challenge answers HTTP callers; this holds for every transport.
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

// An open tool may do more for somebody who is signed in.
function securitySchemes(tool: Tool): object[] {
  const oauth = { type: 'oauth2', scopes: [...scopesOf(tool)] };
  return tool.access === 'anyone' ? [{ type: 'noauth' }, oauth] : [oauth];
}

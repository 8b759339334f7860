/** Puts one tool into an MCP server that serves one caller: scopes first, then the work. */
import type { CallToolResult, McpServer } from '@modelcontextprotocol/server';
import { permittedBy } from '../scopes.js';
import type { Tool, ToolContext } from './tool.js';
import { ToolError } from './tool.js';

/** What a call is given, and where its failures and refusals are reported. */
export interface ToolCalls extends Omit<ToolContext, 'signal'> {
  /** A token that lacks a scope was refused. */
  refused: (tool: Tool) => void;
  /** A tool threw something that is not for the client. */
  failed: (tool: Tool, error: unknown) => void;
}

/**
 * Registers a tool. A call with too few scopes is answered with HTTP 403 and a challenge that names
 * all scopes the tool needs (RFC 6750, section 3.1); implied scopes count as held.
 */
export function registerTool(server: McpServer, tool: Tool, calls: ToolCalls): void {
  const [first, ...more] = tool.scopes;
  const held = permittedBy(calls.principal.scopes);
  const permitted = tool.scopes.every((scope) => held.has(scope));

  server.registerTool(
    tool.name,
    {
      title: tool.title,
      description: tool.description,
      inputSchema: tool.input,
      outputSchema: tool.output,
      annotations: { title: tool.title, ...tool.hints },
      _meta: { securitySchemes: [{ type: 'oauth2', scopes: [...tool.scopes] }] },
      scopeChallenge: () => {
        if (permitted || first === undefined) return undefined;
        calls.refused(tool);
        return { scopes: [first, ...more], errorDescription: 'The tool needs more permission' };
      },
    },
    async (input, { mcpReq }) => {
      // The challenge answers HTTP callers; this holds for every transport.
      if (!permitted) return failure(`Not permitted: this needs ${tool.scopes.join(' ')}`);
      return run(tool, input, { ...calls, signal: mcpReq.signal });
    },
  );
}

async function run(
  tool: Tool,
  input: unknown,
  { refused: _, failed, ...context }: ToolCalls & ToolContext,
): Promise<CallToolResult> {
  try {
    const output = await tool.run(input as never, context);
    return {
      content: [{ type: 'text', text: JSON.stringify(output) }],
      structuredContent: { ...output },
    };
  } catch (error) {
    if (error instanceof ToolError) return failure(error.message);
    failed(tool, error);
    return failure('The tool failed; try again later');
  }
}

function failure(text: string): CallToolResult {
  return { content: [{ type: 'text', text }], isError: true };
}

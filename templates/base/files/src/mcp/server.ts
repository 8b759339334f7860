/** The MCP server: built anew for every request, for exactly one principal, in both protocol eras. */
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import type { Principal } from '../principal.js';
import project from '../project.json' with { type: 'json' };
import type { Store } from '../store/contract.js';
import { MessageRefused, readMessage } from './message.js';
import { registerTool, type ToolCalls } from './register-tool.js';
import type { Tool, Toolset } from './tool.js';

export { mostBytes } from './message.js';

/** What the tools work with, and where the server reports. */
export interface McpOptions {
  toolset: Toolset;
  store: Store;
  /** Milliseconds since the epoch. */
  clock: () => number;
  /** A call was refused because the token lacks a scope of the tool. */
  onInsufficientScope: (principal: Principal, tool: Tool) => void;
  /** A tool failed; nothing of why reached the client. */
  onError: (error: unknown, tool: Tool) => void;
}

/** What the endpoint is given on top of that. */
export interface McpEndpointOptions extends McpOptions {
  /** The protocol layer refused a message, or failed at one; the client was told in its own terms. */
  onProtocolError: (error: Error) => void;
}

/** A caller whose access token was accepted. */
export interface McpCaller {
  principal: Principal;
  /** Seconds since the epoch. */
  expiresAt: number;
  /** Where a challenge for more scopes points to (RFC 9728, section 5.1). */
  resourceMetadataUrl: string;
}

/** The MCP endpoint behind its authentication. */
export interface McpEndpoint {
  answer: (request: Request, caller: McpCaller) => Promise<Response>;
  /** Ends what is still in flight. */
  close: () => Promise<void>;
}

/** Builds the endpoint; it keeps nothing between requests. */
export function createMcpEndpoint(options: McpEndpointOptions): McpEndpoint {
  const { onProtocolError: onerror } = options;
  const handler = createMcpHandler(
    ({ authInfo }) => {
      const server = createMcpServer(options, principalOf(authInfo?.extra));
      // What the transport of the earlier revisions refuses reaches only the server.
      server.server.onerror = onerror;
      return server;
    },
    { legacy: 'stateless', onerror },
  );
  return {
    async answer(request, { principal, expiresAt, resourceMetadataUrl }) {
      try {
        const parsedBody = await readMessage(request);
        const authInfo = {
          // Tools never see the token, so none can be passed on to another service.
          token: '',
          clientId: principal.clientId,
          scopes: [...principal.scopes],
          expiresAt,
          resourceMetadataUrl,
          extra: { principal },
        };
        return await handler.fetch(request, { authInfo, parsedBody });
      } catch (error) {
        if (!(error instanceof MessageRefused)) throw error;
        onerror(error);
        return error.answer();
      }
    },
    close: () => handler.close(),
  };
}

/** An MCP server with all tools, each of them acting for this principal and for nobody else. */
export function createMcpServer(options: McpOptions, principal: Principal): McpServer {
  const { toolset, store, clock, onInsufficientScope, onError } = options;
  const { tools, version, instructions } = toolset;
  const server = new McpServer(
    { name: project.name, title: project.title, version },
    // The list of tools is the same for as long as the process lives.
    { capabilities: { tools: { listChanged: false } }, instructions },
  );
  const calls: ToolCalls = {
    principal,
    store,
    clock,
    refused: (tool) => onInsufficientScope(principal, tool),
    failed: (tool, error) => onError(error, tool),
  };
  for (const tool of tools) registerTool(server, tool, calls);
  return server;
}

function principalOf(extra: Record<string, unknown> | undefined): Principal {
  const principal = extra?.['principal'];
  if (principal === undefined) throw new Error('The MCP endpoint was reached without signing in');
  return principal as Principal;
}

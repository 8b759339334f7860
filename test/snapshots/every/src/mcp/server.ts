/** The MCP server: made anew for every request, in both protocol eras. */
import { type AuthInfo, createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import type { Principal } from '../principal.js';
import project from '../project.json' with { type: 'json' };
import { scopes } from '../scopes.js';
import type { Store } from '../store/contract.js';
import { type McpCaller, refuseUnknown } from './caller.js';
import { type ChallengeForm, type ChallengeSetting, challengeForm } from './challenge.js';
import { MessageRefused, readMessage } from './message.js';
import { registerTool, type ToolCalls } from './register-tool.js';
import { resultChallenge } from './result-challenge.js';
import { signInAgain } from './sign-in-again.js';
import { scopesOf, type Tool, type Toolset } from './tool.js';

export { mostBytes } from './message.js';

/** What the tools work with, and where the server reports. */
export interface McpOptions {
  toolset: Toolset;
  /** Names of the protocol's extensions that this server has. */
  extensions?: readonly string[];
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
  /** The protocol layer refused a message, or failed at one; the client was told. */
  onProtocolError: (error: Error) => void;
  /** How refused tool calls are told. */
  toolChallenge: ChallengeSetting;
}

/** The MCP endpoint behind its authentication. */
export interface McpEndpoint {
  /** Whether some tool is open to anyone. */
  isMixed: boolean;
  answer: (request: Request, caller: McpCaller) => Promise<Response>;
  /** Ends what is in flight. */
  close: () => Promise<void>;
}

/** Builds the endpoint; it keeps nothing between requests. */
export function createMcpEndpoint(options: McpEndpointOptions): McpEndpoint {
  const { onProtocolError: onerror, toolChallenge, toolset } = options;
  const isMixed = toolset.tools.some(({ access }) => access === 'anyone');
  for (const tool of toolset.tools) checkScopes(tool);
  const handler = createMcpHandler(
    ({ authInfo }) => {
      const { caller, form, ended } = behind(authInfo?.extra);
      const inResult = form === 'result' ? resultChallenge(caller) : undefined;
      const server = createMcpServer(options, caller.principal, { inResult, ended });
      // What the transport of an earlier revision refuses reaches only the server.
      server.server.onerror = onerror;
      return server;
    },
    { legacy: 'stateless', onerror },
  );
  return {
    isMixed,
    async answer(request, caller) {
      try {
        const parsedBody = await readMessage(request);
        const form = challengeForm(toolChallenge, isMixed, request.headers.get('user-agent'));
        if (caller.principal === undefined) {
          const refused = refuseUnknown(parsedBody, caller, toolset.tools, form);
          if (refused !== undefined) return refused;
        }
        let hasEnded = false;
        const ended = () => {
          hasEnded = true;
        };
        const authInfo = authInfoOf({ caller, form, ended });
        const response = await handler.fetch(request, { authInfo, parsedBody });
        // An answer that has begun cannot be taken back: then the next request gets the 401.
        return hasEnded && form === 'http' ? await signInAgain(response, caller) : response;
      } catch (error) {
        if (!(error instanceof MessageRefused)) throw error;
        onerror(error);
        return error.answer();
      }
    },
    close: () => handler.close(),
  };
}

/**
 * An MCP server with all tools, for one principal.
 *
 * @param principal `undefined` for a caller who did not sign in
 */
export function createMcpServer(
  options: McpOptions,
  principal: Principal | undefined,
  { inResult, ended = () => undefined }: Partial<Pick<ToolCalls, 'inResult' | 'ended'>> = {},
): McpServer {
  const { toolset, extensions = [], store, clock, onInsufficientScope, onError } = options;
  const { tools, version, instructions } = toolset;
  const server = new McpServer(
    { name: project.name, title: project.title, version },
    {
      capabilities: {
        tools: { listChanged: false },
        ...(extensions.length > 0 && {
          extensions: Object.fromEntries(extensions.map((name) => [name, {}])),
        }),
      },
      instructions,
    },
  );
  const calls: ToolCalls = {
    principal,
    store,
    clock,
    inResult,
    ended,
    refused: onInsufficientScope,
    failed: (tool, error) => onError(error, tool),
  };
  for (const tool of tools) registerTool(server, tool, calls);
  return server;
}

// Nobody could call such a tool, or know why.
function checkScopes(tool: Tool): void {
  const unknown = scopesOf(tool).find((name) => !scopes.some((scope) => scope.name === name));
  if (unknown === undefined) return;
  const reason = 'which src/project.json does not list';
  throw new Error(`The tool "${tool.name}" needs the scope "${unknown}", ${reason}`);
}

interface Behind {
  caller: McpCaller;
  form: ChallengeForm;
  /** The user has to sign in again first. */
  ended: () => void;
}

// The library passes it on to the function above.
function authInfoOf(behind: Behind): AuthInfo {
  const { principal, resourceMetadataUrl } = behind.caller;
  return {
    // Tools never see the token, so none can be passed on.
    token: '',
    clientId: principal?.clientId ?? '',
    scopes: [...(principal?.scopes ?? [])],
    ...(behind.caller.principal && { expiresAt: behind.caller.expiresAt }),
    resourceMetadataUrl,
    extra: { behind },
  };
}

function behind(extra: Record<string, unknown> | undefined): Behind {
  const found = extra?.['behind'];
  if (found === undefined) throw new Error('The MCP endpoint was reached past its authentication');
  return found as Behind;
}

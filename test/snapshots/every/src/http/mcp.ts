/** The protected MCP endpoint: who is calling is settled before anything else. */
import { type McpEndpoint, mostBytes } from '../mcp/server.js';
import type { Endpoint } from '../oauth/context.js';
import { type AuthorizationServer, presentsToken } from '../oauth/index.js';
import { type Access, refuseStranger } from './access.js';
import { methodNotAllowed, refusal } from './json.js';

/** Clients try GET and HEAD and read the challenge, so the 401 comes before the 405. */
export function mcpRoute(
  access: Access,
  { authenticate, resourceMetadataUrl }: AuthorizationServer,
  mcp: McpEndpoint,
): Endpoint {
  return async (request) => {
    const refused = refuseStranger(access, request);
    if (refused !== undefined) return refused;
    const authenticated = await authenticate(request);
    const isUnknown = authenticated instanceof Response;
    if (isUnknown && !(mcp.isMixed && request.method === 'POST')) return authenticated;
    // Nothing is kept between requests: there is no stream to open and no session to delete.
    if (request.method !== 'POST') return methodNotAllowed('POST, OPTIONS');
    if (Number(request.headers.get('content-length') ?? 0) > mostBytes) {
      return refusal(413, 'content_too_large', `Send at most ${mostBytes} bytes`);
    }
    const caller = isUnknown
      ? {
          principal: undefined,
          tokenRefused: presentsToken(request),
          unauthorized: authenticated,
          resourceMetadataUrl,
        }
      : authenticated;
    const response = await mcp.answer(request, caller);
    // The rest of the body may still be on its way: nothing can follow it.
    if (response.status === 413) response.headers.set('connection', 'close');
    return response;
  };
}

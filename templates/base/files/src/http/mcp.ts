/** The protected MCP endpoint. */
import { type McpEndpoint, mostBytes } from '../mcp/server.js';
import type { Endpoint } from '../oauth/context.js';
import { type AuthorizationServer, presentsToken } from '../oauth/index.js';
import { type Access, refuseStranger } from './access.js';
import { methodNotAllowed, refusal } from './json.js';

/** The 401 comes before the 405: clients probe with GET and HEAD for the challenge. */
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
    // Nothing is kept between requests: no stream to open, no session to delete.
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
    // The rest of a body without a length is still on its way: nothing can follow it.
    if (response.status === 413) response.headers.set('connection', 'close');
    return response;
  };
}

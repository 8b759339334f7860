/** The tools as REST operations, guarded as the MCP endpoint is. */
import type { Actions } from '../actions/index.js';
import type { Endpoint } from '../oauth/context.js';
import { type AuthorizationServer, presentsToken } from '../oauth/index.js';
import { type Access, refuseStranger } from './access.js';
import { refusal } from './json.js';

/** The OpenAPI document. */
export function actionsDocument({ document }: Actions): Endpoint {
  return async () =>
    Response.json(document, { headers: { 'cache-control': 'public, max-age=300' } });
}

/** @param prefix the path of all actions, with a slash at its end */
export function actionsRoute(
  access: Access,
  { authenticate }: AuthorizationServer,
  actions: Actions,
  prefix: string,
): Endpoint {
  return async (request) => {
    const refused = refuseStranger(access, request);
    if (refused !== undefined) return refused;
    const name = new URL(request.url).pathname.slice(prefix.length).replace(/\/$/, '');
    const tool = actions.find(name);
    const authenticated = await authenticate(request);
    const isUnknown = authenticated instanceof Response;
    const isOpen = tool?.access === 'anyone' && !presentsToken(request);
    if (isUnknown && !isOpen) return authenticated;
    if (tool === undefined) return refusal(404, 'not_found', 'There is no such action');
    const response = await actions.answer(
      request,
      tool,
      isUnknown ? undefined : authenticated.principal,
    );
    // The rest of the body may still be on its way: nothing can follow it.
    if (response.status === 413) response.headers.set('connection', 'close');
    return response;
  };
}

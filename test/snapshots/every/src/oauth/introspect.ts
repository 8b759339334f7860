/** The introspection endpoint (RFC 7662): tells a resource server what a token is worth. */
import { jsonAnswer } from './answer.js';
import type { Endpoint, OAuthContext } from './context.js';
import { OAuthError } from './errors.js';
import { single } from './form.js';
import { type HonouredToken, honouredToken } from './honoured-token.js';
import { introspectingClient } from './introspect/client.js';
import { take } from './limits.js';
import { postEndpoint } from './post-endpoint.js';
import { readClientForm } from './token/client-form.js';

/**
 * Describes an access token to a client that may ask about its audience. All else is inactive: tokens
 * of other audiences (RFC 7662, section 4), and refresh tokens and codes, which are for this server
 * alone. `token_type_hint` is not needed.
 */
export function introspectionEndpoint(context: OAuthContext): Endpoint {
  if (!context.settings.introspection) return switchedOff;
  return postEndpoint(async (request, caller) => {
    const form = await readClientForm(request);
    const client = await introspectingClient(context, request, form, caller);
    await take(context, 'introspect', client.id);
    const token = single(form, 'token');
    if (token === undefined) throw new OAuthError('invalid_request', 'Send token');

    const honoured = await honouredToken(context, token);
    if (honoured === undefined || !client.introspects.includes(honoured.claims.aud)) {
      return jsonAnswer({ active: false });
    }
    return jsonAnswer({ active: true, ...description(honoured) });
  });
}

/** Then no metadata names the endpoint. */
const switchedOff: Endpoint = async () => {
  const description = 'There is no introspection here';
  return jsonAnswer({ error: 'not_found', error_description: description }, 404);
};

function description({ claims }: HonouredToken): object {
  const { scope, client_id, sub, aud, iss, exp, iat, jti } = claims;
  return { scope, client_id, token_type: 'Bearer', exp, iat, sub, aud, iss, jti };
}

/** Who may introspect: clients that the operator made for it (RFC 7662, section 2.1). */
import type { Client } from '../clients/client.js';
import type { Caller, OAuthContext } from '../context.js';
import { OAuthError } from '../errors.js';
import { authenticateClient } from '../token/client-authentication.js';

/** A client that may ask about tokens of the listed resources. */
export type IntrospectingClient = Client & { introspects: readonly string[] };

/**
 * The client that asks. Refusals are audited.
 *
 * @throws OAuthError `invalid_client` for whoever does not authenticate (`client_id` is no secret);
 *   `access_denied` for a client without the right
 * @throws RateLimited after many failures of one client from one network
 */
export async function introspectingClient(
  context: OAuthContext,
  request: Request,
  form: URLSearchParams,
  caller: Caller,
): Promise<IntrospectingClient> {
  let client: Client | undefined;
  try {
    client = await authenticateClient(context, request, form, caller);
    checkConfidential(client);
    return withTheRight(client);
  } catch (error) {
    if (error instanceof OAuthError) {
      const { address } = caller;
      const reason = error.detail ?? error.code;
      context.audit({ event: 'introspection.refused', clientId: client?.id, address, reason });
    }
    throw error;
  }
}

function checkConfidential({ authMethods }: Client): void {
  if (!authMethods.includes('none')) return;
  throw new OAuthError('invalid_client', 'Authenticate to introspect tokens', 'public_client');
}

function withTheRight(client: Client): IntrospectingClient {
  const { origin, introspects } = client;
  if (origin === 'operator' && introspects !== undefined) return { ...client, introspects };
  throw new OAuthError('access_denied', 'The client may not introspect tokens', 'no_right');
}

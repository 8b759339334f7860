/** Check: the request names a client that this server knows. */
import { BrowserError, unknownApplication } from '../browser/browser-error.js';
import type { Client } from '../clients/client.js';
import { findClient, findStoredClient } from '../clients/index.js';
import type { OAuthContext } from '../context.js';
import { single } from '../form.js';

/**
 * The client that asks.
 *
 * @throws BrowserError if it is unknown or switched off: only the person at the browser can be told
 * @throws OAuthError `invalid_request` if it is named twice, or why its own document is no use
 */
export async function askingClient(
  context: OAuthContext,
  parameters: URLSearchParams,
): Promise<Client> {
  const clientId = single(parameters, 'client_id');
  const client = clientId === undefined ? undefined : await findClient(context, clientId);
  if (client !== undefined) return client;
  const stored = await findStoredClient(context, clientId ?? '');
  throw stored?.disabledAt === undefined ? unknownApplication() : switchedOff();
}

function switchedOff(): BrowserError {
  return new BrowserError(403, 'This application is switched off', [
    'Whoever runs this server does not let this application in at present.',
    'Ask them if you need it.',
  ]);
}

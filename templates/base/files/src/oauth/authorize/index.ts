/** The authorization endpoint: the checks of a request, in their order, and where it goes next. */
import { clientAsShown } from '../asking-client.js';
import { browserOf, nameBrowser } from '../browser.js';
import type { Endpoint, OAuthContext } from '../context.js';
import { withFailurePages } from '../failure-page.js';
import { take } from '../limits.js';
import { nextStep } from '../next-step.js';
import { readSession } from '../session.js';
import { insertTransaction, type Transaction } from '../transaction.js';
import { askingClient } from './client.js';
import { checkGrantType } from './grant-type.js';
import { checkUnrepeated, readParameters, returnAddress } from './parameters.js';
import { codeChallenge } from './pkce.js';
import { demandsFreshLogin } from './prompt.js';
import { registeredRedirectUri } from './redirect-uri.js';
import { askedOrRefused } from './refusal.js';
import { targetResource } from './resource.js';
import { checkResponseType } from './response-type.js';
import { requestedScopes } from './scope.js';

/**
 * Takes an authorization request (OAuth 2.1, section 4.1.1; GET or POST), keeps it as a pending
 * request of this browser, and sends the browser on to sign in or to consent.
 */
export function authorizeEndpoint(context: OAuthContext): Endpoint {
  const { settings } = context;
  return withFailurePages(context, async (request, { address }) => {
    await take(context, 'authorize', address);
    const parameters = await readParameters(request);

    // Until both are certain there is nobody to redirect to: whatever is thrown becomes a page.
    const client = await askingClient(context, parameters);
    const redirectUri = registeredRedirectUri(settings, client, parameters);

    // From here on whatever is thrown is for the client.
    const refreshable = client.grantTypes.includes('refresh_token');
    const session = await readSession(context, request);
    const asked = askedOrRefused(context, client, () => {
      checkUnrepeated(parameters);
      checkResponseType(parameters);
      checkGrantType(client);
      return {
        codeChallenge: codeChallenge(client, parameters),
        resource: targetResource(settings, parameters),
        scopes: requestedScopes(settings, parameters, { ...client, refreshable }),
        freshLogin: demandsFreshLogin(parameters, session !== undefined),
      };
    });

    const browser = (await browserOf(context, request)) ?? (await nameBrowser(context));
    const transaction: Transaction = {
      browser: browser.id,
      client: await clientAsShown(client),
      back: returnAddress(redirectUri, parameters),
      asked,
      startedIn: session?.id,
    };
    const pending = await insertTransaction(context, transaction);
    return nextStep(context, pending, transaction, session, [browser.cookie]);
  });
}

/** The authorization endpoint: calls the checks, in order. */

import { browserOf, nameBrowser } from '../browser/browser.js';
import { withFailurePages } from '../browser/failure-page.js';
import { readSession } from '../browser/session.js';
import { clientAsShown } from '../consent/asking-client.js';
import { applyDecision } from '../consent/decision.js';
import { mayBeRemembered } from '../consent/remembered-consent.js';
import type { Endpoint, OAuthContext } from '../context.js';
import { take } from '../limits.js';
import { nextStep } from '../next-step.js';
import { findTransaction, insertTransaction, type Transaction } from '../transaction.js';
import { askingClient } from './client.js';
import { checkGrantType } from './grant-type.js';
import { checkUnrepeated, readParameters, returnAddress } from './parameters.js';
import { codeChallenge } from './pkce.js';
import { checkSilence, readPrompt } from './prompt.js';
import { registeredRedirectUri } from './redirect-uri.js';
import { askedOrRefused } from './refusal.js';
import { hasAgreedBefore } from './remembered.js';
import { targetResource } from './resource.js';
import { checkResponseType } from './response-type.js';
import { requestedScopes } from './scope.js';

/**
 * Keeps a request (OAuth 2.1, section 4.1.1; GET or POST) as pending, and sends the browser on: to
 * the client at once only where a remembered consent covers the request.
 */
export function authorizeEndpoint(context: OAuthContext): Endpoint {
  const { settings } = context;
  return withFailurePages(context, async (request, { address }) => {
    await take(context, 'authorize', address);
    const parameters = await readParameters(request);

    // Without both there is nobody to redirect to: whatever is thrown becomes a page.
    const client = await askingClient(context, parameters);
    const redirectUri = registeredRedirectUri(settings, client, parameters);

    // From here on whatever is thrown is for the client.
    const refreshable = client.grantTypes.includes('refresh_token');
    const session = await readSession(context, request);
    const shown = await clientAsShown(client);
    const rememberable = mayBeRemembered(settings, client, redirectUri, request.headers);
    const asked = await askedOrRefused(context, client, async () => {
      checkUnrepeated(parameters);
      checkResponseType(parameters);
      checkGrantType(client);
      const challenge = codeChallenge(client, parameters);
      const resource = targetResource(settings, parameters);
      const scopes = requestedScopes(settings, parameters, { ...client, refreshable });
      const prompt = readPrompt(parameters);
      const agreedBefore =
        session !== undefined &&
        rememberable &&
        prompt.mayBeSilent &&
        (await hasAgreedBefore(context, session, shown, { redirectUri, resource, scopes }));
      checkSilence(prompt, session !== undefined, agreedBefore);
      return {
        codeChallenge: challenge,
        resource,
        scopes,
        freshLogin: prompt.login,
        agreedBefore,
      };
    });

    const browser = (await browserOf(context, request)) ?? (await nameBrowser(context));
    const transaction: Transaction = {
      browser: browser.id,
      client: shown,
      back: returnAddress(redirectUri, parameters),
      asked,
      rememberable,
      startedIn: session?.id,
    };
    const id = await insertTransaction(context, transaction);
    if (session === undefined || 'error' in asked || !asked.agreedBefore) {
      return nextStep(context, id, transaction, session, [browser.cookie]);
    }
    const pending = await findTransaction(context, id, browser.id);
    const approval = { kind: 'approved', user: session.user, scopes: asked.scopes } as const;
    return applyDecision(context, pending, asked, approval, [browser.cookie]);
  });
}

/** The page of the test provider where people say who they are, and its button for changing one's mind. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type Provider from 'oidc-provider';

/** GET shows it; POST signs in whoever is named, or ends without. */
export async function answerLogin(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'POST') {
    response.writeHead(200, { 'content-type': 'text/html' }).end(page);
    return;
  }
  const form = new URLSearchParams(await text(request));
  const accountId = form.get('login') ?? '';
  const result =
    accountId === ''
      ? { error: 'access_denied', error_description: 'The person changed their mind' }
      : { login: { accountId } };
  await provider.interactionFinished(request, response, result);
}

const page = '<form method="post"><input name="login"><button>Sign in</button></form>';

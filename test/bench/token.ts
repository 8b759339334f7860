// An access token the way every client gets one: registration, sign-in, consent, code.
import { createHash, randomBytes } from 'node:crypto';
import { openBrowser } from '../matrix/connection/browser.js';
import type { SignIn } from '../matrix/connection/live.js';

const callback = 'http://127.0.0.1:33418/callback';

/** @param url the public URL of the server */
export async function signInForToken(url: string, signIn: SignIn): Promise<string> {
  const verifier = randomBytes(32).toString('base64url');
  const clientId = await register(url);
  const browser = openBrowser(callback);
  const asked = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: callback,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  let page = await browser.open(`${url}/authorize?${asked}`);
  // At most: a consent before the sign-in, the sign-in, a consent after it.
  for (let step = 0; step < 3 && !page.url.href.startsWith(callback); step += 1) {
    page = page.html.includes('name="decision"')
      ? await browser.submit(page, { decision: 'approve' })
      : await signIn(browser, page);
  }
  const code = page.url.searchParams.get('code');
  if (code === null) throw new Error(`The browser is stuck at ${page.url.href}:\n${page.html}`);
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: clientId,
    code,
    code_verifier: verifier,
    redirect_uri: callback,
  });
  const answer = await fetch(`${url}/token`, { method: 'POST', body });
  return ((await answer.json()) as { access_token: string }).access_token;
}

async function register(url: string): Promise<string> {
  const answer = await fetch(`${url}/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      client_name: 'Bench',
      redirect_uris: [callback],
      token_endpoint_auth_method: 'none',
    }),
  });
  return ((await answer.json()) as { client_id: string }).client_id;
}

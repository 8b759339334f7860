// Tokens the way every client gets them: registration, sign-in, consent, code, refresh.
import { createHash, randomBytes } from 'node:crypto';
import { openBrowser } from '../matrix/connection/browser.js';
import type { SignIn } from '../matrix/connection/live.js';

const callback = 'http://127.0.0.1:33418/callback';

export interface Tokens {
  readonly clientId: string;
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** @param url the public URL of the server */
export async function signInForTokens(url: string, signIn: SignIn): Promise<Tokens> {
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
  return getTokens(url, clientId, {
    grant_type: 'authorization_code',
    code,
    code_verifier: verifier,
    redirect_uri: callback,
  });
}

/** @throws Error unless the server gives new tokens for the old ones */
export function refresh(url: string, { clientId, refreshToken }: Tokens): Promise<Tokens> {
  return getTokens(url, clientId, { grant_type: 'refresh_token', refresh_token: refreshToken });
}

async function getTokens(
  url: string,
  clientId: string,
  parameters: Record<string, string>,
): Promise<Tokens> {
  const body = new URLSearchParams({ client_id: clientId, ...parameters });
  const answer = await fetch(`${url}/token`, { method: 'POST', body });
  if (!answer.ok) throw new Error(`${url}/token: ${answer.status} ${await answer.text()}`);
  const given = (await answer.json()) as { access_token: string; refresh_token: string };
  return { clientId, accessToken: given.access_token, refreshToken: given.refresh_token };
}

async function register(url: string): Promise<string> {
  const answer = await fetch(`${url}/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      client_name: 'Bench',
      redirect_uris: [callback],
      grant_types: ['authorization_code', 'refresh_token'],
      token_endpoint_auth_method: 'none',
    }),
  });
  return ((await answer.json()) as { client_id: string }).client_id;
}

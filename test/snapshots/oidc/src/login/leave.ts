/** The way to the provider: what the browser takes along, and what is kept for its return. */
import { buildAuthorizationUrl, calculatePKCECodeChallenge } from 'openid-client';
import type { LoginAttempt, LoginOptions } from './contract.js';
import { keepPending } from './pending.js';
import type { Provider } from './provider.js';
import { isGoogle } from './provider-name.js';

/** The path below the login page to which the provider returns the browser. */
export const callback = '/callback';

/**
 * Where to send the browser: always with PKCE, a state and a nonce, even if the provider does not
 * say that it looks at them, and back to this server alone.
 *
 * @param anew whether the person has to show anew who they are, or that they are somebody else
 * @throws ProviderFailure
 */
export async function departure(
  options: LoginOptions,
  provider: Provider,
  { browser, resume }: LoginAttempt,
  anew: boolean,
): Promise<URL> {
  const { issuer, scopes, parameters } = provider.settings;
  const configuration = await provider.known();
  const { state, nonce, verifier } = await keepPending(options, { browser, resume, issuer, anew });
  const { prompt, ...others }: Record<string, string> = Object.fromEntries(parameters);
  // Google knows no other way than to let the person choose.
  const again = isGoogle(issuer) ? 'select_account' : 'login';
  const prompts = [prompt, anew ? again : undefined].filter((it) => it !== undefined);
  return buildAuthorizationUrl(configuration, {
    ...others,
    ...(prompts.length > 0 && { prompt: prompts.join(' ') }),
    // So that the ID token has `auth_time` (OpenID Connect Core, section 3.1.2.1).
    ...(anew && !isGoogle(issuer) && { max_age: '0' }),
    redirect_uri: `${options.page}${callback}`,
    scope: scopes,
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
}

/** The way back from the provider: the code for tokens, the tokens for who it is. */
import {
  authorizationCodeGrant,
  type Configuration,
  fetchUserInfo,
  type IDToken,
  skipSubjectCheck,
  type TokenEndpointResponse,
} from 'openid-client';
import { notAdmitted } from './admission.js';
import type { Claims } from './claim.js';
import type { LoginOptions } from './contract.js';
import { nameIn } from './identity.js';
import { callback } from './leave.js';
import type { Pending, Proofs } from './pending.js';
import type { Provider } from './provider.js';
import { ask, ProviderFailure } from './provider-failure.js';
import type { LoginSettings } from './settings.js';

/** Somebody who has shown the provider who they are. */
export interface Arrival {
  /** The issuer and subject of the verified ID token. */
  issuer: string;
  subject: string;
  claims: Claims;
  tokens: TokenEndpointResponse;
}

/** Milliseconds by which the clocks of provider and server may differ, and a login page be slow. */
const toleranceMs = 60_000;

/**
 * Takes what the provider sent along with the browser. The library checks `iss` (RFC 9207), the
 * state, PKCE, and of the ID token: signature, issuer, audience, times and nonce.
 *
 * @param query the query of the callback, as it came
 * @throws ProviderFailure
 */
export async function arrival(
  options: LoginOptions<LoginSettings>,
  provider: Provider,
  { pending, proofs, query }: { pending: Pending; proofs: Proofs; query: URLSearchParams },
): Promise<Arrival> {
  const configuration = await provider.known();
  // The address that the provider knows, whatever a proxy made of it.
  const url = new URL(`${options.page}${callback}`);
  url.search = query.toString();
  const tokens = await ask(() =>
    authorizationCodeGrant(configuration, url, {
      expectedState: query.get('state') ?? '',
      expectedNonce: proofs.nonce,
      pkceCodeVerifier: proofs.verifier,
      idTokenExpected: true,
    }),
  );
  const idToken = tokens.claims();
  if (idToken === undefined) throw new ProviderFailure('mismatch');
  if (pending.anew) checkFreshness(idToken, options.clock() - pending.leftAt);
  const { iss: issuer, sub: subject } = idToken;
  const claims = await allClaims(configuration, options.settings, tokens, idToken);
  return { issuer, subject, claims, tokens };
}

/**
 * Some providers, asked for a fresh sign-in, go on with an old one. Both instants are of their
 * clock.
 *
 * @param awayMs how long the browser was away
 */
function checkFreshness({ iat, auth_time: authTime }: IDToken, awayMs: number): void {
  if (authTime === undefined) return;
  if ((iat - authTime) * 1000 > awayMs + toleranceMs)
    throw new ProviderFailure('interaction_required');
}

/**
 * The claims of the ID token and, where these do not tell what is needed, of the user info
 * endpoint. An e-mail address and whether it is verified come from the same place.
 */
async function allClaims(
  configuration: Configuration,
  { admission }: LoginSettings,
  tokens: TokenEndpointResponse,
  idToken: IDToken,
): Promise<Claims> {
  const isEnough =
    nameIn(idToken) !== undefined && notAdmitted(admission, idToken, idToken.iss) === undefined;
  const { userinfo_endpoint: endpoint } = configuration.serverMetadata();
  if (isEnough || endpoint === undefined) return idToken;
  // Some providers refuse a token for other APIs: what is missing counts as not said.
  const info = await ask(() =>
    fetchUserInfo(configuration, tokens.access_token, skipSubjectCheck),
  ).catch(() => undefined);
  if (info === undefined) return idToken;
  // OpenID Connect Core, section 5.3.2.
  if (info.sub !== idToken.sub) throw new ProviderFailure('mismatch');
  const { email, email_verified, xms_edov }: Claims = 'email' in idToken ? idToken : info;
  return { ...info, ...idToken, email, email_verified, xms_edov };
}

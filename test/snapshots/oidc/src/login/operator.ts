/** What the operator is told: at the start, and when a sign-in fails. */
import { admitsEverybody } from './admission.js';
import type { LoginOptions } from './contract.js';
import { callback } from './leave.js';
import type { Provider } from './provider.js';
import { type FailureReason, ProviderFailure } from './provider-failure.js';
import { isOpenToAll } from './provider-name.js';
import type { LoginSettings } from './settings.js';

/** What to do while no provider is named. */
export function notNamed({ page }: Pick<LoginOptions, 'page'>): string {
  return `Nobody can sign in yet. Register ${page}${callback} as redirect URI with your identity provider, then set OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET in .env: docs/sign-in.md has the lines for each provider.`;
}

/**
 * Asks the provider for its metadata, so that a mistake is seen at the start. It is asked again
 * when somebody signs in.
 *
 * @returns what keeps people from signing in, or `undefined`
 */
export async function firstAnswer(
  options: LoginOptions<LoginSettings>,
  provider: Provider,
): Promise<string | undefined> {
  const { issuer } = provider.settings;
  if (isOpenToAll(issuer) && admitsEverybody(options.settings.admission)) {
    options.warn(
      `Everybody with an account at ${provider.settings.name} can sign in. To change that, set OIDC_ALLOWED_DOMAINS, OIDC_ALLOWED_GROUPS or OIDC_REQUIRED_CLAIMS.`,
    );
  }
  try {
    await provider.known();
    return undefined;
  } catch (error) {
    if (error instanceof ProviderFailure) return sentences[error.reason]?.(provider);
    throw error;
  }
}

/** Says what the operator can do about a failure, if anything. */
export function warnOf(
  { warn }: Pick<LoginOptions, 'warn'>,
  provider: Provider,
  { reason }: ProviderFailure,
): void {
  const sentence = sentences[reason]?.(provider);
  if (sentence !== undefined) warn(sentence);
}

const sentences: Readonly<Partial<Record<FailureReason, (provider: Provider) => string>>> = {
  unavailable: ({ settings }) =>
    `Nobody can sign in right now: ${settings.issuer} gives no answer. Whoever is connected stays so.`,
  metadata: ({ settings }) =>
    `Nobody can sign in: what ${settings.issuer} answers at /.well-known/openid-configuration is not the metadata of that issuer. Check OIDC_ISSUER letter by letter, with or without a slash at its end.`,
  client_refused: ({ settings }) =>
    `Nobody can sign in: ${settings.name} does not accept this server. Check OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, which may have expired, and OIDC_CLIENT_AUTH.`,
  request_refused: ({ settings }) =>
    `A sign-in failed: ${settings.name} refuses the request. Check OIDC_SCOPES, OIDC_PARAMETERS and the redirect URI that is registered there.`,
  clock: ({ settings }) =>
    `A sign-in failed: the clocks of ${settings.name} and of this server differ by more than a minute. Set this one right.`,
  mismatch: ({ settings }) =>
    `A sign-in failed: an answer of ${settings.name} does not belong to what was asked, or is not signed as its metadata says. If that happens each time, check OIDC_ISSUER and the signing algorithm, which must be asymmetric (RS256).`,
};

/** Signing out at the provider as well (OpenID Connect RP-Initiated Logout 1.0). */
import { buildEndSessionUrl } from 'openid-client';
import type { Provider } from './provider.js';
import { ProviderFailure } from './provider-failure.js';

/**
 * Where to send a browser that has signed out here. Without an ID token as a hint, which would have
 * to travel through the browser: the provider asks the person instead.
 *
 * @returns `undefined` if the provider offers none, or cannot be reached
 */
export async function signOutUrl(provider: Provider, back: string): Promise<string | undefined> {
  try {
    const configuration = await provider.known();
    if (configuration.serverMetadata().end_session_endpoint === undefined) return undefined;
    return buildEndSessionUrl(configuration, { post_logout_redirect_uri: back }).href;
  } catch (error) {
    // They are signed out here in any case.
    if (error instanceof ProviderFailure) return undefined;
    throw error;
  }
}

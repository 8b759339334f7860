/** The provider and its metadata: looked up when first needed, and again hourly. */
import {
  allowInsecureRequests,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  clockTolerance,
  discovery,
  enableNonRepudiationChecks,
  None,
  type ServerMetadata,
} from 'openid-client';
import { ask, ProviderFailure } from './provider-failure.js';
import type { ProviderSettings } from './settings.js';

/** A provider that follows its metadata. */
export interface Provider {
  settings: ProviderSettings;
  /**
   * What to ask it with.
   *
   * @throws ProviderFailure if it has never answered
   */
  known: () => Promise<Configuration>;
}

const hourMs = 60 * 60 * 1000;

/** Seconds for one answer; a browser is waiting. */
const timeout = 10;

/** Seconds by which the clocks may differ. */
const tolerance = 60;

/** Nothing is asked yet. @param clock milliseconds since the epoch */
export function createProvider(settings: ProviderSettings, clock: () => number): Provider {
  let found: { configuration: Configuration; at: number } | undefined;
  let asking: Promise<Configuration> | undefined;

  async function find(): Promise<Configuration> {
    try {
      const configuration = await discover(settings);
      found = { configuration, at: clock() };
      return configuration;
    } catch (error) {
      // What it said last is better than nothing.
      if (found === undefined) throw error;
      return found.configuration;
    } finally {
      asking = undefined;
    }
  }

  return {
    settings,
    async known() {
      if (found !== undefined && clock() - found.at < hourMs) return found.configuration;
      asking ??= find();
      return asking;
    },
  };
}

/** OpenID Connect Discovery; the issuer that answers must be the one that was asked. */
async function discover(settings: ProviderSettings): Promise<Configuration> {
  const { issuer, clientId } = settings;
  const isLocal = issuer.startsWith('http:');
  try {
    const configuration = await ask(() =>
      discovery(
        new URL(issuer),
        clientId,
        { [clockTolerance]: tolerance },
        clientAuthentication(settings),
        { timeout, execute: isLocal ? [allowInsecureRequests] : [] },
      ),
    );
    // Signatures too, although TLS would do: ID tokens say who somebody is (RFC 9700, section 4.5).
    enableNonRepudiationChecks(configuration);
    return configuration;
  } catch (error) {
    const isAnswered = error instanceof ProviderFailure && error.reason !== 'unavailable';
    throw isAnswered ? new ProviderFailure('metadata') : error;
  }
}

// Asked for at each request, when the metadata is known.
function clientAuthentication({ clientSecret, clientAuth }: ProviderSettings): ClientAuth {
  if (clientSecret === undefined) return None();
  const [basic, post] = [ClientSecretBasic(clientSecret), ClientSecretPost(clientSecret)];
  return (server, ...rest) => {
    const method = clientAuth ?? usualMethod(server);
    return (method === 'client_secret_post' ? post : basic)(server, ...rest);
  };
}

/** Basic, if the provider says nothing (OpenID Connect Discovery, section 3). */
function usualMethod({ token_endpoint_auth_methods_supported: methods }: ServerMetadata): string {
  const isPostOnly =
    methods?.includes('client_secret_post') && !methods.includes('client_secret_basic');
  return isPostOnly ? 'client_secret_post' : 'client_secret_basic';
}

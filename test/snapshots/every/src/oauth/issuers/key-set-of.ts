/** Where the keys of trusted issuers are (OpenID Connect Discovery). */
import { z } from 'zod';
import { keySetUrl } from '../clients/keys/key-set-url.js';
import { FetchFailed } from '../clients/metadata-document/fetch/fetch-failed.js';
import type { OAuthContext } from '../context.js';
import { KeysUnavailable } from '../errors.js';

/** Metadata seldom changes; milliseconds. */
const freshMs = 60 * 60 * 1000;

/** Between two questions to one that fails; milliseconds. */
const pauseMs = 10_000;

const metadata = z.looseObject({ issuer: z.string(), jwks_uri: z.string() });

/** Without a URL the last question brought nothing. */
interface Known {
  url?: URL | undefined;
  until: number;
}

/**
 * The URL of an issuer's keys.
 *
 * @throws KeysUnavailable
 */
export type KeySetOf = (issuer: string) => Promise<URL>;

/** Asks each issuer once in an hour; while it fails the last answer counts. */
export function createKeySetOf(
  context: Pick<OAuthContext, 'settings' | 'clock' | 'guardedFetch'>,
): KeySetOf {
  // Bounded by the list of trusted issuers.
  const known = new Map<string, Known>();
  return async (issuer) => {
    const before = known.get(issuer);
    const now = context.clock();
    if (before === undefined || now >= before.until) {
      const url = await askFor(context, issuer);
      const until = now + (url === undefined ? pauseMs : freshMs);
      known.set(issuer, { url: url ?? before?.url, until });
    }
    const url = known.get(issuer)?.url;
    if (url === undefined) throw new KeysUnavailable('no_issuer_metadata', pauseMs / 1000);
    return url;
  };
}

async function askFor(
  { settings, guardedFetch }: Pick<OAuthContext, 'settings' | 'guardedFetch'>,
  issuer: string,
): Promise<URL | undefined> {
  const url = new URL(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  try {
    const { body } = await guardedFetch(url, 'issuer');
    const found = metadata.parse(
      JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)),
    );
    // Section 4.3 there: or one issuer could pass for another.
    if (found.issuer !== issuer) return undefined;
    return keySetUrl(settings.cimd, found.jwks_uri, 'operator');
  } catch (error) {
    const isTheirs =
      error instanceof FetchFailed ||
      error instanceof z.ZodError ||
      error instanceof SyntaxError ||
      error instanceof TypeError;
    if (isTheirs) return undefined;
    throw error;
  }
}

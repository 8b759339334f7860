/** Metadata that is only kept and echoed. */
import type { OAuthSettings } from '../context.js';
import { knownScopes, scopeNames } from '../scope.js';
import { plainText } from './plain-text.js';

type Sent = Readonly<Record<string, unknown>>;

/** Members that are not listed are dropped. */
const readers: Record<string, (sent: unknown, settings: Pick<OAuthSettings, 'scopes'>) => unknown> =
  {
    application_type: (sent) => (sent === 'web' || sent === 'native' ? sent : undefined),
    client_uri: webAddress,
    logo_uri: webAddress,
    policy_uri: webAddress,
    tos_uri: webAddress,
    contacts,
    scope,
    software_id: (sent) => plainText(sent, 200),
    software_version: (sent) => plainText(sent, 100),
  };

/** The members of RFC 7591, section 2 that describe a client, if they are well-formed. */
export function descriptiveMetadata(
  sent: Sent,
  settings: Pick<OAuthSettings, 'scopes'>,
): Record<string, unknown> {
  const read = Object.entries(readers).map(
    ([name, reader]) => [name, reader(sent[name], settings)] as const,
  );
  return Object.fromEntries(read.filter(([, value]) => value !== undefined));
}

// Only what a page could safely link to.
function webAddress(sent: unknown): string | undefined {
  const text = plainText(sent, 2000);
  if (text === undefined || text !== sent || !URL.canParse(text)) return undefined;
  return ['http:', 'https:'].includes(new URL(text).protocol) ? text : undefined;
}

function contacts(sent: unknown): string[] | undefined {
  if (!Array.isArray(sent)) return undefined;
  const texts = sent.slice(0, 10).map((contact) => plainText(contact, 200));
  const usable = texts.filter((text) => text !== undefined);
  return usable.length === 0 ? undefined : usable;
}

// Users decide, request by request.
function scope(sent: unknown, settings: Pick<OAuthSettings, 'scopes'>): string | undefined {
  const known = typeof sent === 'string' ? knownScopes(settings, scopeNames(sent)) : [];
  return known.length === 0 ? undefined : known.join(' ');
}

/** What the operator passes on to whoever sets up a client. */
import type { Client } from '../../oauth/clients/client.js';
import type { OAuthSettings } from '../../oauth/context.js';
import { plain, table } from '../table.js';

/** @param secret shown here and nowhere else */
export function handOver(
  { issuer, resource, scopes: { all } }: OAuthSettings,
  { id, name = '', grantTypes, scopes = [], introspects }: Client,
  secret: string | undefined,
): string {
  const facts = [
    ['client id', id],
    ...(secret === undefined ? [] : [['client secret', secret]]),
    ...(grantTypes.includes('authorization_code')
      ? [['authorization URL', `${issuer}/authorize`]]
      : []),
    ...(grantTypes.length > 0 ? [['token URL', `${issuer}/token`]] : []),
    ...(introspects === undefined ? [] : [['introspection URL', `${issuer}/introspect`]]),
    ['MCP endpoint', resource],
  ];
  const ungrantable = scopes.filter((scope) => !all.some((known) => known.name === scope));
  const notes = [
    ...(secret === undefined ? [] : [secretNote(id)]),
    ...(ungrantable.length === 0 ? [] : [scopeNote(ungrantable)]),
  ];
  return [`Added ${plain(name)}.`, table(facts), ...notes].join('\n\n');
}

function secretNote(id: string): string {
  return `The secret is shown this once and kept nowhere: put it where the application keeps its secrets.\nIf it is lost, "clients rotate-secret ${id}" makes another.`;
}

function scopeNote(scopes: readonly string[]): string {
  return `No user can grant ${scopes.join(', ')}: only clients that you give it to have it.`;
}

/** Check: the assertion names a user and a client. */
import type { JWTPayload } from 'jose';
import { refuse } from './refuse.js';

export interface Parties {
  subject: string;
  clientId: string;
}

/** @throws OAuthError `invalid_grant` */
export function parties({ sub, client_id: clientId }: JWTPayload): Parties {
  if (typeof sub !== 'string' || sub === '') refuse('no_subject');
  if (typeof clientId !== 'string' || clientId === '') refuse('no_client');
  return { subject: sub, clientId };
}

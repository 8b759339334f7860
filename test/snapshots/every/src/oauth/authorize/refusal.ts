/** Turns a failed check into what the client is told. */
import type { Client } from '../clients/client.js';
import type { OAuthContext } from '../context.js';
import { OAuthError } from '../errors.js';
import type { Asked, Refusal } from '../transaction.js';

/** What the checks return, or the refusal that one of them throws, which is audited. */
export async function askedOrRefused(
  { audit }: Pick<OAuthContext, 'audit'>,
  client: Client,
  checks: () => Promise<Asked>,
): Promise<Asked | Refusal> {
  try {
    return await checks();
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    audit({ event: 'authorization.refused', clientId: client.id, reason: error.code });
    return { error: error.code, description: error.description };
  }
}

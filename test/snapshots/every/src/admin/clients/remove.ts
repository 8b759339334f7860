/** `clients remove`. */
import type { AdminContext, Call } from '../command.js';
import { endGrantsOf, grantCount } from '../end-grants.js';
import { plain } from '../table.js';
import { unknownClient } from './known-clients.js';

export async function remove({ operands: [id = ''] }: Call, context: AdminContext): Promise<void> {
  const { store, terminal, oauth } = context;
  const before = await endGrantsOf(context, id);
  const removed = await store.remove('client', id);
  // Meanwhile a sign-in may have ended in a grant.
  const revoked = before + (await endGrantsOf(context, id));
  if (!removed && revoked === 0) throw unknownClient(id);
  oauth.audit({ event: 'client.removed', clientId: id, reason: 'operator_request' });
  terminal.print(`Removed ${plain(id)} and revoked ${grantCount(revoked)}.`);
}

/** `clients disable` and `clients enable`. */
import { disableClient, enableClient } from '../../oauth/clients/disabling.js';
import type { AdminContext, Call } from '../command.js';
import { endGrantsOf, grantCount } from '../end-grants.js';
import { plain } from '../table.js';
import { unknownClient } from './known-clients.js';

const reason = 'operator_request';

export async function disable({ operands: [id = ''] }: Call, context: AdminContext): Promise<void> {
  const { store, clock, terminal, oauth } = context;
  const client = await disableClient(store, id, clock());
  if (client === undefined) throw unknownClient(id);
  oauth.audit({ event: 'client.disabled', clientId: id, reason });
  // Its tokens end with their grants, so that no request has to look up its client.
  const revoked = await endGrantsOf(context, id);
  terminal.print(`Disabled ${plain(id)} and revoked ${grantCount(revoked)}.`);
}

export async function enable({ operands: [id = ''] }: Call, context: AdminContext): Promise<void> {
  const { store, clock, terminal, oauth } = context;
  const client = await enableClient(store, id, clock());
  if (client === undefined) throw unknownClient(id);
  oauth.audit({ event: 'client.enabled', clientId: id, reason });
  terminal.print(`Enabled ${plain(id)}. The grants that it had stay revoked.`);
}

/** `clients add`. */
import type { Client } from '../../oauth/clients/client.js';
import { makeSecret } from '../../oauth/clients/client-secrets.js';
import { insertClient } from '../../oauth/clients/index.js';
import { randomId } from '../../oauth/random-id.js';
import type { AdminContext, Call } from '../command.js';
import { handOver } from './hand-over.js';
import { plannedClient } from './planned-client.js';

export { addOptions } from './add-options.js';

export async function add(call: Call, context: AdminContext): Promise<void> {
  const { clock, random, terminal, oauth } = context;
  const plan = await plannedClient(call, context);
  const createdAt = clock();
  const client: Client = {
    id: `client_${randomId(random)}`,
    origin: 'operator',
    ...plan,
    metadata: {},
    createdAt,
  };
  const needsSecret = client.authMethods.some((method) => method.startsWith('client_secret'));
  const made = needsSecret ? await makeSecret(random, createdAt) : undefined;
  const stored = made === undefined ? client : { ...client, secrets: [made.stored] };
  if (!(await insertClient(oauth, stored))) throw new Error('A random id came up twice');
  oauth.audit({ event: 'client.added', clientId: client.id, reason: 'operator_request' });
  terminal.print(handOver(oauth.settings, client, made?.secret));
}

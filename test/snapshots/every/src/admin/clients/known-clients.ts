/** What may be shown of clients. */
import type { Client, ClientSecret } from '../../oauth/clients/client.js';
import { isLive } from '../../oauth/grant.js';
import type { Store } from '../../store/contract.js';
import { type AdminContext, AdminProblem } from '../command.js';
import { selectGrants } from '../select-grants.js';
import { plain } from '../table.js';

/** What may be shown of a client. */
export interface KnownClient extends Partial<Omit<Client, 'secrets'>> {
  id: string;
  secrets?: Omit<ClientSecret, 'hash'>[];
  grants: number;
}

/** The registered clients, and those that hold grants. */
export async function knownClients({ store, clock }: AdminContext): Promise<KnownClient[]> {
  const now = clock();
  const found = new Map<string, KnownClient>();
  for (const client of await registered(store)) found.set(client.id, shown(client));
  for (const grant of await selectGrants(store, {})) {
    if (!isLive(grant, now)) continue;
    const client = found.get(grant.clientId) ?? { id: grant.clientId, grants: 0 };
    found.set(client.id, { ...client, grants: client.grants + 1 });
  }
  return [...found.values()];
}

/** What is said of an unknown id. */
export function unknownClient(id: string): AdminProblem {
  return new AdminProblem(`There is no client ${plain(id)}; "clients list" shows those there are.`);
}

function shown({ secrets, ...client }: Client): KnownClient {
  const withoutHash = secrets?.map(({ hash: _, ...secret }) => secret);
  return { ...client, ...(withoutHash && { secrets: withoutHash }), grants: 0 };
}

async function registered(store: Store): Promise<Client[]> {
  const clients: Client[] = [];
  for (let after: string | undefined; ; ) {
    const page = await store.find<Client>('client', { after });
    clients.push(...page.map(({ value }) => value));
    after = page.at(-1)?.id;
    if (after === undefined) return clients;
  }
}

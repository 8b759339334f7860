/** `clients`: the OAuth clients that this server knows. */
import type { Client } from '../oauth/clients/client.js';
import { isLive } from '../oauth/grant.js';
import type { Store } from '../store/contract.js';
import { type AdminContext, AdminProblem, type Call, type Command } from './command.js';
import { endGrants, grantCount } from './end-grants.js';
import { selectGrants } from './select-grants.js';
import { minute, plain, table } from './table.js';

const json = { description: 'as JSON' };

export const clientsCommands: readonly Command[] = [
  {
    name: 'clients list',
    operands: [],
    summary: 'Lists the registered clients, and others that hold grants.',
    options: { json },
    run: list,
  },
  {
    name: 'clients show',
    operands: ['ID'],
    summary: 'Shows what is known of a client, as JSON.',
    options: {},
    run: show,
  },
  {
    name: 'clients remove',
    operands: ['ID'],
    summary: 'Forgets a client and ends its grants; it may register again.',
    options: {},
    run: remove,
  },
];

/** What may be shown of a client, and how many live grants it has. */
interface Shown extends Partial<Omit<Client, 'secrets'>> {
  id: string;
  grants: number;
}

async function list(call: Call, context: AdminContext): Promise<void> {
  const { terminal } = context;
  const clients = await everyClient(context);
  if (call.has('json')) return terminal.print(JSON.stringify(clients, null, 2));
  if (clients.length === 0) return terminal.print('No clients.');
  const rows = clients.map(({ id, name = '', origin = '', grants, createdAt }) => [
    id,
    name,
    origin,
    String(grants),
    createdAt === undefined ? '' : minute(createdAt),
  ]);
  terminal.print(table([['ID', 'NAME (AS IT SAYS)', 'ORIGIN', 'GRANTS', 'SINCE'], ...rows]));
}

async function show({ operands: [id = ''] }: Call, context: AdminContext): Promise<void> {
  const found = (await everyClient(context)).find((client) => client.id === id);
  if (found === undefined) throw unknownClient(id);
  context.terminal.print(JSON.stringify(found, null, 2));
}

async function remove({ operands: [id = ''] }: Call, context: AdminContext): Promise<void> {
  const { store, terminal } = context;
  const end = async () => endGrants(context, await selectGrants(store, { clientId: id }));
  const before = await end();
  const removed = await store.remove('client', id);
  // A sign-in that was under way may have ended in a grant meanwhile.
  const revoked = before + (await end());
  if (!removed && revoked === 0) throw unknownClient(id);
  terminal.print(`Removed ${plain(id)} and revoked ${grantCount(revoked)}.`);
}

async function everyClient({ store, clock }: AdminContext): Promise<Shown[]> {
  const now = clock();
  const found = new Map<string, Shown>();
  for (const { secrets: _, ...client } of await registered(store)) {
    found.set(client.id, { ...client, grants: 0 });
  }
  for (const grant of await selectGrants(store, {})) {
    if (!isLive(grant, now)) continue;
    const client = found.get(grant.clientId) ?? { id: grant.clientId, grants: 0 };
    found.set(client.id, { ...client, grants: client.grants + 1 });
  }
  return [...found.values()];
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

function unknownClient(id: string): AdminProblem {
  return new AdminProblem(`There is no client ${plain(id)}.`);
}

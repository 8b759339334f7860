/** `clients list`. */
import type { AdminContext, Call } from '../command.js';
import { minute, table } from '../table.js';
import { type KnownClient, knownClients } from './known-clients.js';

export async function list(call: Call, context: AdminContext): Promise<void> {
  const { terminal } = context;
  const clients = await knownClients(context);
  if (call.has('json')) return terminal.print(JSON.stringify(clients, null, 2));
  if (clients.length === 0) return terminal.print('No clients.');
  const header = ['ID', 'NAME (AS IT SAYS)', 'ORIGIN', 'GRANTS', 'SINCE', ''];
  terminal.print(table([header, ...clients.map(row)]));
}

function row({ id, name = '', origin, grants, createdAt, disabledAt }: KnownClient): string[] {
  const since = createdAt === undefined ? '' : minute(createdAt);
  const state = disabledAt === undefined ? '' : 'disabled';
  return [id, name, origin ?? '', String(grants), since, state];
}

/** `clients show`. */
import type { AdminContext, Call } from '../command.js';
import { type KnownClient, knownClients, unknownClient } from './known-clients.js';

export async function show({ operands: [id = ''] }: Call, context: AdminContext): Promise<void> {
  const found = (await knownClients(context)).find((client) => client.id === id);
  if (found === undefined) throw unknownClient(id);
  context.terminal.print(JSON.stringify(withDates(found), null, 2));
}

function withDates({ createdAt, disabledAt, secrets, ...client }: KnownClient): object {
  return {
    ...client,
    ...(secrets && {
      secrets: secrets.map(({ createdAt, expiresAt }) => ({
        createdAt: new Date(createdAt),
        ...(expiresAt !== undefined && { expiresAt: new Date(expiresAt) }),
      })),
    }),
    ...(createdAt !== undefined && { createdAt: new Date(createdAt) }),
    ...(disabledAt !== undefined && { disabledAt: new Date(disabledAt) }),
  };
}

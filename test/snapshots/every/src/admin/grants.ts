/** `grants`: what users have permitted clients. */
import { type Grant, isLive } from '../oauth/grant.js';
import { type AdminContext, AdminProblem, type Call, type Command, UsageError } from './command.js';
import { endGrants, grantCount } from './end-grants.js';
import { selectGrants, selectOptions } from './select-grants.js';
import { minute, table } from './table.js';

export const grantsCommands: readonly Command[] = [
  {
    name: 'grants list',
    operands: [],
    summary: 'Lists the grants that are in use.',
    options: {
      ...selectOptions,
      all: { description: 'also those that ended and are still remembered' },
      json: { description: 'as JSON' },
    },
    run: list,
  },
  {
    name: 'grants revoke',
    operands: ['[ID]'],
    summary: 'Ends grants; their tokens are refused from the next request on.',
    options: selectOptions,
    run: revoke,
  },
];

async function list(call: Call, { terminal, store, clock }: AdminContext): Promise<void> {
  const now = clock();
  const selected = await selectGrants(store, selectionOf(call));
  const grants = call.has('all') ? selected : selected.filter((grant) => isInUse(grant, now));
  if (call.has('json')) return terminal.print(JSON.stringify(grants.map(shown), null, 2));
  if (grants.length === 0) return terminal.print('No grants.');
  const rows = grants.map((grant) => [
    grant.id,
    grant.userName,
    grant.clientId,
    grant.scopes.join(' '),
    minute(grant.createdAt),
    minute(grant.lastUsedAt),
    stateOf(grant, now),
  ]);
  terminal.print(table([['ID', 'USER', 'CLIENT', 'SCOPES', 'SINCE', 'LAST USED', ''], ...rows]));
}

async function revoke(call: Call, context: AdminContext): Promise<void> {
  const { terminal, store } = context;
  const [id] = call.operands;
  const selection = selectionOf(call);
  const isNarrowed = selection.user !== undefined || selection.clientId !== undefined;
  if ((id !== undefined) === isNarrowed) {
    throw new UsageError('Name the id of one grant, or --user, --client or both.');
  }
  const grants = await selectGrants(store, selection);
  const chosen = id === undefined ? grants : grants.filter((grant) => grant.id === id);
  const revoked = await endGrants(context, chosen);
  if (id !== undefined && revoked === 0)
    throw new AdminProblem('There is no live grant of that id.');
  terminal.print(`Revoked ${grantCount(revoked)}.`);
}

function selectionOf(call: Call) {
  return { user: call.text('user'), clientId: call.text('client') };
}

function shown({ id, userId, userName, clientId, scopes, resource, revoked, ...grant }: Grant) {
  return {
    id,
    userId,
    userName,
    clientId,
    scopes,
    resource,
    createdAt: new Date(grant.createdAt),
    lastUsedAt: new Date(grant.lastUsedAt),
    expiresAt: new Date(grant.expiresAt),
    ...(revoked && { revoked: { at: new Date(revoked.at), reason: revoked.reason } }),
  };
}

// Before redemption there is only a code that may never be used.
function isInUse(grant: Grant, now: number): boolean {
  return isLive(grant, now) && grant.code.redeemedAt !== undefined;
}

function stateOf(grant: Grant, now: number): string {
  if (grant.revoked !== undefined) return `revoked: ${grant.revoked.reason}`;
  if (grant.code.redeemedAt === undefined) return 'waiting for the client';
  return isLive(grant, now) ? '' : 'over';
}

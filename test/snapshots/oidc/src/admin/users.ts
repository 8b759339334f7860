/** `users`: the people who have signed in here through the identity provider. */
import { listAccounts, removeAccount, type StoredAccount, setDisabled } from '../login/accounts.js';
import { endSessions } from '../oauth/browser/end-sessions.js';
import { type AdminContext, AdminProblem, type Call, type Command } from './command.js';
import { endGrants, grantCount } from './end-grants.js';
import { selectGrants } from './select-grants.js';
import { minute, plain, table } from './table.js';

const operands = ['USER'];
const json = { description: 'as JSON' };
const reason = 'operator_request';

/** Of an account from before there was a provider. */
const cannotSignIn = 'cannot sign in';

export const usersCommands: readonly Command[] = [
  {
    name: 'users list',
    operands: [],
    summary: 'Lists the people who have signed in; they need not be added.',
    options: { json },
    run: list,
  },
  {
    name: 'users show',
    operands,
    summary: 'Shows what is known of somebody (id, e-mail address or name), as JSON.',
    options: {},
    run: show,
  },
  {
    name: 'users sign-out',
    operands,
    summary: 'Signs somebody out of every browser; their connections stay.',
    options: {},
    run: signOut,
  },
  {
    name: 'users disable',
    operands,
    summary: 'Shuts somebody out, and ends their sessions and grants.',
    options: {},
    run: disable,
  },
  {
    name: 'users enable',
    operands,
    summary: 'Lets somebody in again who was shut out.',
    options: {},
    run: enable,
  },
  {
    name: 'users remove',
    operands,
    summary: 'Forgets somebody and ends their sessions and grants; they may sign in again as new.',
    options: {},
    run: remove,
  },
];

async function list(call: Call, { store, terminal }: AdminContext): Promise<void> {
  const accounts = (await listAccounts(store)).toSorted(byName);
  if (call.has('json')) return terminal.print(JSON.stringify(accounts.map(shown), null, 2));
  if (accounts.length === 0) return terminal.print('Nobody has signed in yet.');
  const rows = accounts.map((account) => [
    account.name,
    account.email ?? '',
    account.userId,
    account.lastSignedInAt === undefined ? 'never' : minute(account.lastSignedInAt),
    stateOf(account),
  ]);
  terminal.print(
    table([['NAME', 'E-MAIL (AS THE PROVIDER SAYS)', 'ID', 'LAST SIGN-IN', ''], ...rows]),
  );
}

async function show(call: Call, { store, terminal }: AdminContext): Promise<void> {
  terminal.print(JSON.stringify(shown(await chosen(call, store)), null, 2));
}

async function signOut(call: Call, { store, terminal }: AdminContext): Promise<void> {
  const { userId, name } = await chosen(call, store);
  const ended = await endSessions(store, userId);
  terminal.print(`Signed ${plain(name)} out of ${ended} ${ended === 1 ? 'browser' : 'browsers'}.`);
}

async function disable(call: Call, context: AdminContext): Promise<void> {
  const { store, clock, terminal, oauth } = context;
  const { userId, name } = await chosen(call, store);
  await setDisabled(store, userId, clock());
  oauth.audit({ event: 'user.disabled', userId, reason });
  const revoked = await endEverything(context, userId);
  terminal.print(`Disabled ${plain(name)} and revoked ${grantCount(revoked)}.`);
}

async function enable(call: Call, { store, terminal, oauth }: AdminContext): Promise<void> {
  const { userId, name } = await chosen(call, store);
  await setDisabled(store, userId, undefined);
  oauth.audit({ event: 'user.enabled', userId, reason });
  terminal.print(`Enabled ${plain(name)}. They sign in and connect anew.`);
}

async function remove(call: Call, context: AdminContext): Promise<void> {
  const { store, terminal, oauth } = context;
  const { userId, name } = await chosen(call, store);
  // Before, so that a run cut short can be repeated; after, for a sign-in that was under way.
  const before = await endEverything(context, userId);
  await removeAccount(store, userId);
  const revoked = before + (await endEverything(context, userId));
  oauth.audit({ event: 'user.removed', userId, reason });
  terminal.print(`Removed ${plain(name)} and revoked ${grantCount(revoked)}.`);
}

/** Sessions, grants, and the provider's tokens; returns how many grants there were. */
async function endEverything(context: AdminContext, userId: string): Promise<number> {
  const { store } = context;
  await endSessions(store, userId);
  const revoked = await endGrants(context, await selectGrants(store, { user: userId }));
  await store.remove('upstream', userId);
  return revoked;
}

/** The id comes first: names are not unique, and anybody may call themselves anything. */
async function chosen(
  { operands: [who = ''] }: Call,
  store: AdminContext['store'],
): Promise<StoredAccount> {
  const accounts = await listAccounts(store);
  const byId = accounts.find(({ userId }) => userId === who);
  if (byId !== undefined) return byId;
  const typed = who.toLowerCase();
  const fitting = accounts.filter((account) =>
    [account.name, account.email].some((it) => it?.toLowerCase() === typed),
  );
  const [only] = fitting;
  if (only === undefined)
    throw new AdminProblem(`Nobody of that id, address or name has signed in.`);
  if (fitting.length === 1) return only;
  const ids = fitting.map((account) => {
    const origin =
      account.issuer === undefined ? cannotSignIn : `${account.issuer} ${account.subject}`;
    return `  ${account.userId}  ${plain(origin)}`;
  });
  throw new AdminProblem(`Several people go by that. Name one by its id:\n${ids.join('\n')}`);
}

function byName(one: StoredAccount, other: StoredAccount): number {
  return one.name.localeCompare(other.name, 'en') || (one.userId < other.userId ? -1 : 1);
}

function stateOf({ disabledAt, issuer }: StoredAccount): string {
  if (disabledAt !== undefined) return 'disabled';
  return issuer === undefined ? cannotSignIn : '';
}

/** Field by field: a former account has a password's hash, which nobody may see. */
function shown(account: StoredAccount) {
  const { issuer, subject, tenant, name, email, userId } = account;
  const { createdAt, lastSignedInAt, disabledAt } = account;
  return {
    ...{ issuer, subject, tenant, name, email, userId },
    createdAt: new Date(createdAt),
    ...(lastSignedInAt !== undefined && { lastSignedInAt: new Date(lastSignedInAt) }),
    ...(disabledAt !== undefined && { disabledAt: new Date(disabledAt) }),
  };
}

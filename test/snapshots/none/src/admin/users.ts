/** `users`: the local accounts of this server. */
import { AccountProblem } from '../login/account-problem.js';
import {
  addAccount,
  findAccount,
  findStoredAccount,
  listAccounts,
  removeAccount,
  type StoredAccount,
  setPassword,
} from '../login/accounts.js';
import { endSessions } from '../oauth/browser/end-sessions.js';
import {
  type AdminContext,
  AdminProblem,
  type Call,
  type Command,
  type DataCommand,
} from './command.js';
import { endGrants, grantCount } from './end-grants.js';
import { newPassword, passwordOptions } from './new-password.js';
import { selectGrants } from './select-grants.js';
import { minute, plain, table } from './table.js';

const reason = 'operator_request';

export const usersCommands: readonly Command[] = [
  {
    name: 'users add',
    operands: ['NAME'],
    summary: 'Adds a user; asks for a password.',
    options: passwordOptions,
    run: reporting(add),
  },
  {
    name: 'users list',
    operands: [],
    summary: 'Lists the users.',
    options: { json: { description: 'as JSON' } },
    run: reporting(list),
  },
  {
    name: 'users set-password',
    operands: ['NAME'],
    summary: 'Gives a user another password and signs them out of every browser.',
    options: {
      ...passwordOptions,
      'revoke-grants': { description: 'also end what the user has permitted clients to do' },
    },
    run: reporting(changePassword),
  },
  {
    name: 'users remove',
    operands: ['NAME|ID'],
    summary: 'Removes a user and ends their sessions and grants; their data stays.',
    options: {},
    run: reporting(remove),
  },
];

async function add(call: Call, context: AdminContext): Promise<void> {
  const { store, terminal, oauth } = context;
  const [name = ''] = call.operands;
  // Before the password is asked for twice.
  if ((await findAccount(store, name)) !== undefined) {
    throw new AdminProblem(`There is a user ${name} already.`);
  }
  const { password, show } = await newPassword(call, context);
  const account = await addAccount(context, name, password);
  oauth.audit({ event: 'user.added', userId: account.userId, reason });
  terminal.print(`Added ${account.name}.`);
  show();
}

async function list(call: Call, { store, terminal }: AdminContext): Promise<void> {
  const accounts = await listAccounts(store);
  if (call.has('json')) {
    return terminal.print(JSON.stringify(accounts.map(shown), null, 2));
  }
  if (accounts.length === 0) return terminal.print('No users. Add one with: users add NAME');
  const rows = accounts.map(({ name, userId, createdAt, lastSignedInAt, passwordHash }) => [
    name,
    userId,
    minute(createdAt),
    lastSignedInAt === undefined ? 'never' : minute(lastSignedInAt),
    // One from when people signed in at a provider.
    passwordHash === undefined ? 'cannot sign in' : '',
  ]);
  terminal.print(table([['NAME', 'ID', 'SINCE', 'LAST SIGN-IN', ''], ...rows]));
}

async function changePassword(call: Call, context: AdminContext): Promise<void> {
  const { store, terminal, oauth } = context;
  const [name = ''] = call.operands;
  if ((await findAccount(store, name)) === undefined) {
    throw new AdminProblem(`There is no user ${name}.`);
  }
  const { password, show } = await newPassword(call, context);
  const { userId, ...account } = await setPassword(store, name, password);
  oauth.audit({ event: 'password.set', userId, reason });
  await endSessions(store, userId);
  terminal.print(`Changed the password of ${account.name}.`);
  if (call.has('revoke-grants')) {
    const grants = await selectGrants(store, { user: userId });
    terminal.print(`Revoked ${grantCount(await endGrants(context, grants))}.`);
  }
  show();
}

async function remove({ operands: [who = ''] }: Call, context: AdminContext): Promise<void> {
  const { store, terminal, oauth } = context;
  const account = await findStoredAccount(store, who);
  if (account === undefined) throw new AdminProblem(`There is no user ${who}.`);
  const { userId, name } = account;
  const end = async () => {
    await endSessions(store, userId);
    // What a provider gave for somebody who signed in there.
    await store.remove('upstream', userId);
    return endGrants(context, await selectGrants(store, { user: userId }));
  };
  // Before, so that a run cut short can be repeated; after, for a sign-in that was under way.
  const before = await end();
  await removeAccount(store, who);
  const revoked = before + (await end());
  oauth.audit({ event: 'user.removed', userId, reason });
  terminal.print(`Removed ${plain(name)} and revoked ${grantCount(revoked)}.`);
}

function shown({ userId, name, createdAt, lastSignedInAt }: StoredAccount) {
  return {
    userId,
    name,
    createdAt: new Date(createdAt),
    ...(lastSignedInAt !== undefined && { lastSignedInAt: new Date(lastSignedInAt) }),
  };
}

function reporting(run: DataCommand['run']): DataCommand['run'] {
  return async (call, context) => {
    try {
      await run(call, context);
    } catch (error) {
      throw error instanceof AccountProblem ? new AdminProblem(`${error.message}.`) : error;
    }
  };
}

// Tells what becomes of stored data when an update changes what keeps it, and how to move it.
import { commandsOf } from '../answers/commands.js';
import type { Answers, Choice } from '../answers/schema.js';
import { choices } from '../answers/schema.js';
import { program } from '../program.js';

/** In a folder of every project that git and Docker leave out. */
const file = 'data/store.jsonl';

/**
 * Pure.
 *
 * @param before the answers that the stored data was made with
 * @returns lines for the report; none when everything stays where it is
 */
export function storedDataNotes(before: Answers, after: Answers): string[] {
  const accounts = before.upstream === after.upstream ? [] : accountNotes(after);
  const storage = before.storage === after.storage ? [] : storageNotes(before, after);
  return [...accounts, ...storage];
}

function storageNotes(before: Answers, after: Answers): string[] {
  const [from, to] = [titleOf('storage', before.storage), titleOf('storage', after.storage)];
  if (before.storage === 'memory') {
    return [`Nothing can be moved: what was in memory ends with the server. ${to} begins empty.`];
  }
  if (after.storage === 'memory') {
    return [
      `What is stored stays in ${from}, unused, and cannot be moved to memory: every client has to connect again.`,
    ];
  }
  return [
    `What is stored stays in ${from}; ${to} begins empty. To move users, connections and keys:`,
    '1. Stop every running server.',
    `2. With the code from before this update: ${admin(before, `store export --out ${file}`)}`,
    `   If the update is written already, go back first: ${goBack(before)}`,
    '3. Run this update again, and install.',
    '4. Set DATABASE_URL in .env as docs/storage.md says. Leave SECRET_KEYS as it is.',
    `5. ${admin(after, `store import ${file}`)}`,
    `6. Start the server, and delete ${file}: it holds personal data and sealed secrets.`,
  ];
}

/** Nothing tells which account of the one is which person of the other, so none is carried over. */
function accountNotes(after: Answers): string[] {
  const anew =
    after.upstream === 'none'
      ? `Everybody needs a new account: ${admin(after, 'users add NAME')}`
      : 'Everybody gets a new account at their next sign-in.';
  return [
    `Accounts are not carried over. ${anew}`,
    'What tools have stored for the old accounts stays stored, and nobody sees it.',
    `Connections of the old accounts go on until each of them is removed: ${admin(after, 'users list')} says who cannot sign in, then for each ${admin(after, 'users remove ID')}`,
  ];
}

function admin({ packageManager }: Answers, command: string): string {
  const { run, dashes } = commandsOf[packageManager];
  return `${run} admin ${dashes}${command}`;
}

function goBack({ packageManager }: Answers): string {
  return `${commandsOf[packageManager].exec} ${program.name}@latest update --abort`;
}

function titleOf(key: 'storage', value: string): string {
  const choice: Choice = choices[key];
  return choice.values.find((entry) => entry.value === value)?.title ?? value;
}

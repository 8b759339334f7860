/** `audit`: the security decisions, for people. */
import { readLines } from './audit/read-lines.js';
import { isSelected, type Selection, selectionOf } from './audit/selection.js';
import { heading, lineOf, rowOf } from './audit/shown.js';
import { AdminProblem, type Call, type Command, type Desk, UsageError } from './command.js';
import { growingTable, type Rows } from './table.js';

const lookEveryMs = 500;

export const auditCommands: readonly Command[] = [
  {
    name: 'audit tail',
    operands: ['[FILE]'],
    summary:
      'Prints the latest security decisions from the file AUDIT_LOG names; - is standard input.',
    options: {
      follow: { description: 'goes on with what comes, also when the file is rotated' },
      event: { value: 'EVENT', description: 'only this event, or a group such as login' },
      user: { value: 'ID', description: 'only those of this user, by id or name' },
      client: { value: 'ID', description: 'only those of this client' },
      limit: { value: 'N', description: 'how many of those that are there already (20)' },
    },
    withoutData: true,
    run: tail,
  },
];

async function tail(call: Call, desk: Desk): Promise<void> {
  const selection = selectionOf(call);
  const limit = limitOf(call);
  const show = growingTable();
  const print = (rows: Rows): void => {
    if (rows.length > 0) desk.terminal.print(show(rows));
  };
  let latest: Rows = [];
  let isFollowing = false;
  for await (const { texts, isCaughtUp } of textsOf(call, desk)) {
    const rows = selectedRows(texts, selection);
    if (isFollowing) print(rows);
    else latest = limit === 0 ? [] : [...latest, ...rows].slice(-limit);
    if (!isCaughtUp || isFollowing) continue;
    isFollowing = true;
    if (latest.length > 0 || call.has('follow')) print([heading, ...latest]);
    else desk.terminal.print('No events.');
  }
}

function selectedRows(texts: readonly string[], selection: Selection): Rows {
  const lines = texts.map(lineOf).filter((line) => line !== undefined);
  return lines.filter((line) => isSelected(line, selection)).map(rowOf);
}

async function* textsOf(call: Call, desk: Desk) {
  const [named] = call.operands;
  if (named === '-') {
    // What is piped in and followed has no end to wait for.
    if (call.has('follow')) yield { texts: [], isCaughtUp: true };
    for await (const text of desk.terminal.lines()) yield { texts: [text], isCaughtUp: false };
    yield { texts: [], isCaughtUp: true };
    return;
  }
  const path = named === undefined ? desk.auditLog() : desk.locate(named);
  if (path === undefined) {
    throw new AdminProblem(
      'AUDIT_LOG is not set, so the audit is in the log alone. Set it in .env, or name a file.',
    );
  }
  yield* readLines(path, call.has('follow') ? () => desk.pause(lookEveryMs) : undefined);
}

function limitOf(call: Call): number {
  const text = call.text('limit') ?? '20';
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new UsageError('--limit must be a whole number.');
}

/** `store`: moves everything that is stored to another storage. */
import { open } from 'node:fs/promises';
import { type AdminContext, AdminProblem, type Call, type Command, UsageError } from './command.js';
import { exportedLines } from './store/export.js';
import { importLines } from './store/import.js';
import { writePrivateFile } from './store/private-file.js';

const reason = 'operator_request';

export const storeCommands: readonly Command[] = [
  {
    name: 'store export',
    operands: [],
    summary: 'Writes everything that is stored, for "store import"; stop the server first.',
    options: {
      out: { value: 'FILE', description: 'a new file that only you may read, not the output' },
    },
    run: exportStore,
  },
  {
    name: 'store import',
    operands: ['[FILE]'],
    summary: 'Reads an export into an empty store, before the server starts; - is standard input.',
    options: {},
    run: importStore,
  },
];

async function exportStore(call: Call, context: AdminContext): Promise<void> {
  const { terminal, locate, store, ring, random, oauth } = context;
  const lines = exportedLines({ store, secrets: ring.secrets, random });
  const out = call.text('out');
  if (out === undefined) await terminal.printAll(lines);
  else await writePrivateFile(locate(out), lines);
  oauth.audit({ event: 'store.exported', reason });
  terminal.complain(
    'It holds personal data and sealed secrets: keep it as you keep the database, and delete it after the import. Start no server on the old data any more.',
  );
}

async function importStore(call: Call, context: AdminContext): Promise<void> {
  const { terminal, store, ring, clock, oauth } = context;
  const lines = await linesOf(call, context);
  const { imported, present, expired } = await importLines(lines, {
    store,
    secrets: ring.secrets,
    clock,
  });
  oauth.audit({ event: 'store.imported', reason });
  const also = [
    ...(present > 0 ? [` ${present} were there from the import that this one continued.`] : []),
    ...(expired > 0 ? [` ${expired} had expired since the export and were left out.`] : []),
  ];
  terminal.print(`Imported ${imported} ${imported === 1 ? 'record' : 'records'}.${also.join('')}`);
}

async function linesOf(call: Call, { terminal, locate }: AdminContext) {
  const [named = '-'] = call.operands;
  if (named !== '-') {
    const file = await open(locate(named)).catch((error: NodeJS.ErrnoException) => {
      throw new AdminProblem(`${named} cannot be read (${error.code}).`);
    });
    return file.readLines();
  }
  if (terminal.isInteractive) throw new UsageError('Name a file, or let one be read: < FILE.');
  return terminal.lines();
}

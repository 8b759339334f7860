/** Runs one command line. */
import { ConfigError } from '../config.js';
import { StoreUnavailable, StoreUnfit } from '../store/contract.js';
import { type AdminContext, AdminProblem, type Desk, UsageError } from './command.js';
import { commands } from './commands.js';
import { helpText } from './help.js';
import { parseCommandLine } from './parse.js';
import { Cancelled } from './terminal.js';

/** What a command on the server's data works with. */
export interface Opened {
  context: AdminContext;
  close: () => Promise<void>;
}

/**
 * @param args the arguments behind the program's name
 * @param open called only for commands on the server's data
 * @returns the exit code
 */
export async function runAdmin(
  args: readonly string[],
  desk: Desk,
  open: (desk: Desk) => Promise<Opened>,
): Promise<number> {
  const { terminal } = desk;
  try {
    const parsed = parseCommandLine(commands, args);
    if ('help' in parsed) {
      terminal.print(helpText(parsed.help));
      return 0;
    }
    const { command, call } = parsed;
    if (command.withoutData) {
      await command.run(call, desk);
      return 0;
    }
    const { context, close } = await open(desk);
    try {
      await command.run(call, context);
    } finally {
      await close();
    }
    return 0;
  } catch (error) {
    terminal.complain(messageOf(error));
    return exitCodeOf(error);
  }
}

// The operator's own mistakes need a sentence, not a stack.
function messageOf(error: unknown): string {
  const kinds = [AdminProblem, UsageError, Cancelled, ConfigError, StoreUnavailable, StoreUnfit];
  if (!(error instanceof Error)) return String(error);
  return kinds.some((kind) => error instanceof kind)
    ? error.message
    : (error.stack ?? error.message);
}

function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) return 2;
  return error instanceof Cancelled ? 130 : 1;
}

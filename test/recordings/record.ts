// Runs the program at a terminal and keeps what stands on the screen, moment by moment.
import { setTimeout as pause } from 'node:timers/promises';
import { keys, openTerminal } from '../e2e/terminal.js';

export const columns = 92;

/** A moment in which nothing moves: a question is open, or the program has ended. */
export interface Frame {
  readonly screen: string;
}

export interface Recording {
  /** As somebody would type it. */
  readonly command: string;
  readonly frames: readonly Frame[];
}

export interface Session {
  readonly cli: string;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

const openMark = '\u25c6';
const calmMs = 500;

/**
 * Presses Enter at every question until the program ends.
 *
 * @param args for the program
 * @throws when it ends with anything but 0
 */
export async function record(args: readonly string[], session: Session): Promise<Recording> {
  const { cli, cwd, env } = session;
  const terminal = openTerminal(cli, args, { cwd, env, columns, rows: 60 });
  let code: number | undefined;
  const ended = terminal.exit.then((exitCode) => {
    code = exitCode;
  });
  const frames: Frame[] = [];
  const look = () => frames.push({ screen: withoutSeconds(terminal.screen()) });
  while (code === undefined) {
    const before = terminal.screen();
    await Promise.race([pause(calmMs), ended]);
    const isOpen = before.includes(openMark) && before === terminal.screen();
    if (code !== undefined || !isOpen) continue;
    look();
    terminal.write(keys.enter);
  }
  look();
  if (code !== 0) throw new Error(`It ended with ${code}:\n${terminal.screen()}`);
  const flags = args.findIndex((arg) => arg.startsWith('-'));
  // What follows the dashes is for us and not for npm.
  const typed = flags === -1 ? args : [...args.slice(0, flags), '--', ...args.slice(flags)];
  return { command: ['npm create mcp-oauth-app@latest', ...typed].join(' '), frames };
}

/** How long something took is another thing each time. */
function withoutSeconds(screen: string): string {
  return screen.replace(/ \(\d+ s\)/g, '').trimEnd();
}

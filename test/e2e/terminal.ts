// A pseudo terminal with the program in it, and a screen that knows what stands where.
import { spawn } from '@lydell/node-pty';
import { cleanEnvironment } from './clean-environment.js';
import { screenOf } from './screen.js';
import { until } from './until.js';

export const keys = {
  enter: '\r',
  down: '\u001b[B',
  up: '\u001b[A',
  esc: '\u001b',
  ctrlC: '\u0003',
  ctrlD: '\u0004',
  backspace: '\u007f',
} as const;

export interface Place {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly columns?: number;
  readonly rows?: number;
}

export type Terminal = ReturnType<typeof openTerminal>;

/** Starts the program at a terminal; the exit is listened for before anything is typed. */
export function openTerminal(cli: string, args: readonly string[], place: Place) {
  const { cwd, env = {}, columns = 100, rows = 50 } = place;
  const variables = { ...cleanEnvironment, TERM: 'xterm-256color', LANG: 'C.UTF-8', ...env };
  const pty = spawn(process.execPath, [cli, ...args], {
    cwd,
    cols: columns,
    rows,
    env: variables as Record<string, string>,
  });
  const shown = screenOf(columns);
  let raw = '';
  pty.onData((data) => {
    raw += data;
    shown.send(data);
  });
  const exit = new Promise<number>((resolve) => pty.onExit(({ exitCode }) => resolve(exitCode)));
  const screen = shown.text;
  return {
    exit,
    /** What stands on the screen now, and has scrolled off it. */
    screen,
    raw: () => raw,
    write: (text: string) => pty.write(text),
    kill: (signal: string) => pty.kill(signal),
    resize: (to: number) => {
      shown.resize(to);
      pty.resize(to, rows);
    },
    /** Waits until these words are the question that is open, then types. */
    reply: async (words: string, typed: string) => {
      await until(`"${words}" is asked`, () => openQuestion(screen()).includes(words));
      pty.write(typed);
    },
    /** Waits until these words stand on the screen. */
    shows: (words: string) => until(`the screen says "${words}"`, () => screen().includes(words)),
  };
}

/** From the mark of an open question to the end, in one line. */
function openQuestion(screen: string): string {
  const start = screen.lastIndexOf('\u25c6');
  return start === -1 ? '' : screen.slice(start).replace(/\s*\n[\u2502\s]*/g, ' ');
}

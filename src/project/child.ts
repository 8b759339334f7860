// Starts one child process and keeps what it says.
import spawn from 'cross-spawn';

export interface ChildOptions {
  readonly cwd: string;
  /** All of its variables. */
  readonly env: NodeJS.ProcessEnv;
  /** For its standard input, which is empty otherwise. */
  readonly input?: string | Uint8Array | undefined;
}

/** How a child process ended. The texts lack one line end at the end. */
export interface Ended {
  /** Absent when a signal ended it, or when it could not be started. */
  readonly exitCode?: number;
  /** Whether the program exists at all. */
  readonly found: boolean;
  readonly stdout: string;
  /** Both streams, in the order in which they came. */
  readonly output: string;
}

export interface Child {
  /** Leads a process group of its own on POSIX. Absent when it could not be started. */
  readonly pid: number | undefined;
  readonly ended: Promise<Ended>;
}

/** @param command a program looked up on the PATH, on Windows with its extension left out */
export function startChild(
  command: string,
  args: readonly string[],
  { cwd, env, input }: ChildOptions,
): Child {
  const child = spawn(command, args, {
    cwd,
    env,
    detached: process.platform !== 'win32',
    windowsHide: true,
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  let stdout = '';
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    output += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const ended = new Promise<Ended>((resolve) => {
    const end = (rest: Pick<Ended, 'exitCode' | 'found'>, last = '') =>
      resolve({ ...rest, stdout: withoutLineEnd(stdout), output: withoutLineEnd(output + last) });
    child.once('error', (error: NodeJS.ErrnoException) =>
      end({ found: error.code !== 'ENOENT' }, error.message),
    );
    child.once('close', (code) =>
      end({ found: true, ...(code === null ? {} : { exitCode: code }) }),
    );
  });
  // A program that does not read to the end says so by its exit code.
  child.stdin?.on('error', () => undefined).end(input);
  return { pid: child.pid, ended };
}

function withoutLineEnd(text: string): string {
  return text.replace(/\r?\n$/, '');
}

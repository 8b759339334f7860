/** The programs of the project as child processes. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

export function programArguments(program: 'admin' | 'main' | 'stdio'): string[] {
  return compiled('src', `${program}.js`);
}

function compiled(...path: string[]): string[] {
  return [join(inject('programs'), ...path)];
}

/** Nothing of this environment but what Node needs. */
export function programEnvironment(variables: Record<string, string>): Record<string, string> {
  return { PATH: process.env['PATH'] ?? '', NODE_ENV: 'test', ...variables };
}

export interface Program {
  process: ChildProcessWithoutNullStreams;
  output: () => string;
  /** Rejects if the program ends first. */
  printed: (text: string) => Promise<void>;
  /** The exit code, `null` after a signal. */
  ended: Promise<number | null>;
}

/** Starts the server with its framework. */
export function startMain(variables: Record<string, string>): Program {
  return startServer(programArguments('main'), variables);
}

/** Starts the server, carried by `node:http`. */
export function startPlainMain(variables: Record<string, string>): Program {
  return startServer(compiled('test', 'live', 'plain-main.js'), variables);
}

function startServer(args: string[], variables: Record<string, string>): Program {
  const child = spawn(process.execPath, args, { cwd: root, env: programEnvironment(variables) });
  let output = '';
  const collect = (chunk: Buffer): void => {
    output += chunk.toString('utf8');
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return {
    process: child,
    output: () => output,
    printed: async (text) => {
      while (!output.includes(text)) {
        const next = [once(child.stdout, 'data'), once(child.stderr, 'data')];
        const gone = ended.then(() => {
          if (!output.includes(text)) throw new Error(`Ended without "${text}":\n${output}`);
        });
        await Promise.race([...next, gone]);
      }
    },
    ended,
  };
}

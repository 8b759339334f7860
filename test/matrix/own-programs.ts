// How the scripts and the tools of a project are started.
import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { CommandResult } from './command.js';
import { command } from './command.js';

/** A project and how its programs are started. */
export interface Home {
  readonly folder: string;
  /** The environment its programs run in. */
  readonly env: NodeJS.ProcessEnv;
  /** Starts them with npm itself; else they start as npm would start them, half a second earlier. */
  readonly withNpm?: boolean;
}

/** A command, not yet started. */
export interface Line {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/**
 * `npm run` of one of its scripts.
 *
 * @throws Error if it has no such script
 */
export function scriptOf({ folder, env, withNpm }: Home, name: string, args: string[] = []): Line {
  if (withNpm === true) return { program: 'npm', args: ['run', name, '--', ...args], env };
  const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (scripts[name] === undefined) throw new Error(`${folder} has no script ${name}`);
  const path = [join(folder, 'node_modules', '.bin'), env['PATH']].join(delimiter);
  return {
    program: 'sh',
    args: ['-c', `${scripts[name]} "$@"`, name, ...args],
    env: { ...env, PATH: path },
  };
}

/** `npm exec` of a tool that it declares. */
export function toolOf({ folder, env, withNpm }: Home, name: string, args: string[]): Line {
  if (withNpm === true) return { program: 'npm', args: ['exec', '--no', '--', name, ...args], env };
  return { program: join(folder, 'node_modules', '.bin', name), args, env };
}

/** Runs it in the project's folder. */
export function runIn({ folder }: Home, { program, args, env }: Line): Promise<CommandResult> {
  return command(program, args, folder, env);
}

// Everything outside the program that a command may touch, handed in from cli.ts.
import type { Asker } from '../answers/asker.js';
import type { Random } from '../project/env-file.js';
import type { JanitorCommand } from '../project/janitor.js';
import type { Output } from '../ui/output.js';

export interface World {
  readonly argv: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Absolute. */
  readonly cwd: string;
  /** Aborted with a CreateError when the process is asked to stop. */
  readonly signal: AbortSignal;
  readonly random: Random;
  /** Absolute path of templates/. */
  readonly templatesRoot: string;
  /** How to run this program again as the janitor. */
  readonly janitorCommand: JanitorCommand;
  readonly stdin: NodeJS.ReadStream;
  /** With --json, what is for people goes to standard error. */
  readonly output: Output;
  /** Only where somebody is there: two terminals, no CI, and nobody wants JSON. */
  readonly asker?: Asker;
}

// The table of commands.

import type { Command, CommandLine } from '../answers/flags.js';
import { readCommandLine } from '../answers/flags.js';
import { program } from '../program.js';
import { runJanitor } from '../project/janitor-process.js';
import { helpText } from '../ui/help.js';
import { create } from './create.js';
import { renderToOutput } from './render.js';
import type { World } from './world.js';

type Run = (line: CommandLine, world: World) => Promise<number>;

const commands: Readonly<Record<Command, Run>> = {
  create,
  render: renderToOutput,
  janitor: async (_line, world) => {
    await runJanitor(world.stdin);
    return 0;
  },
  help: async (_line, world) => {
    world.output.result(helpText());
    return 0;
  },
  version: async (_line, world) => {
    world.output.result(`${program.version}\n`);
    return 0;
  },
};

/**
 * @returns the exit code of a run that went as foreseen
 * @throws CreateError for everything else
 */
export function runCommand(world: World): Promise<number> {
  const line = readCommandLine(world.argv);
  return commands[line.command](line, world);
}

// Which function carries out which command.
import type { CommandLine } from '../command-line/line.js';
import { readCommandLine } from '../command-line/read.js';
import { CreateError } from '../errors.js';
import { program } from '../program.js';
import { runJanitor } from '../project/janitor-process.js';
import { helpText } from '../ui/help.js';
import { create } from './create.js';
import { renderToOutput } from './render.js';
import type { World } from './world.js';

/**
 * @returns the exit code of a run that went as foreseen
 * @throws CreateError for everything else
 */
export async function runCommand(world: World): Promise<number> {
  return run(readCommandLine(world.argv), world);
}

async function run(line: CommandLine, world: World): Promise<number> {
  switch (line.command) {
    case 'create':
      return create(line, world);
    case 'update':
    case 'check':
    case 'diff':
      throw new CreateError('USAGE', `This release has no command "${line.command}" yet.`, {
        hint: `For a directory of that name write ./${line.command}`,
      });
    case 'render':
      return renderToOutput(line, world);
    case 'janitor':
      await runJanitor(world.stdin);
      return 0;
    case 'help':
      world.output.result(helpText(line.topic));
      return 0;
    case 'version':
      world.output.result(`${program.version}\n`);
      return 0;
  }
}

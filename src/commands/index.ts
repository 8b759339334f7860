// Which function carries out which command. Each is loaded when it is the one that runs.
import type { CommandLine } from '../command-line/line.js';
import { readCommandLine } from '../command-line/read.js';
import { program } from '../program.js';
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
      // What it takes most of its time for: begun before the rest of it is loaded.
      (await import('../layers/packed.js')).decompressMeanwhile(world.templatesRoot);
      return (await import('./create.js')).create(line, world);
    case 'update':
      return (await import('./update.js')).update(line, world);
    case 'check':
      return (await import('./check.js')).check(line, world);
    case 'diff':
      return (await import('./diff.js')).diff(line, world);
    case 'render':
      return (await import('./render.js')).renderToOutput(line, world);
    case 'schema':
      return (await import('./schema.js')).schema(world);
    case 'janitor':
      await (await import('../project/janitor-process.js')).runJanitor(world.stdin);
      return 0;
    case 'help':
      world.output.result((await import('../ui/help.js')).helpText(line.topic));
      return 0;
    case 'version':
      world.output.result(`${program.version}\n`);
      return 0;
  }
}

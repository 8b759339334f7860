// Gets complete answers: from flags, from questions at a terminal, or from the defaults.
import { packageManagerFrom } from '../answers/commands.js';
import { askAnswers } from '../answers/prompts.js';
import type { Settled } from '../answers/settle.js';
import { givenAnswers, missingFlags, settle, withDefaults } from '../answers/settle.js';
import type { CreateLine } from '../command-line/line.js';
import { CreateError } from '../errors.js';
import { program } from '../program.js';
import { inspectTarget } from '../project/target.js';
import type { World } from './world.js';

/**
 * A directory that cannot be used is refused before the first question.
 *
 * @throws CreateError MISSING_ANSWERS without a terminal, CANCELLED at one, and what validation throws
 */
export async function collectAnswers(line: CreateLine, world: World): Promise<Settled> {
  const given = givenAnswers(line, world.cwd);
  const detected = packageManagerFrom(world.env['npm_config_user_agent']);
  const missing = missingFlags(given, line.directory);
  const complete = line.yes || missing.length === 0;
  if (!complete && world.asker === undefined) {
    throw new CreateError(
      'MISSING_ANSWERS',
      `There is no terminal to ask at, and these are missing: ${missing.join(', ')}.`,
    );
  }
  if (line.directory !== undefined) await inspectTarget(line.directory, world.cwd);
  world.output.intro(`${program.name} ${program.version}`);
  if (complete || world.asker === undefined) {
    return settle(withDefaults(given, detected), line.directory);
  }
  return settle(await askAnswers(world.asker, given, detected), line.directory);
}

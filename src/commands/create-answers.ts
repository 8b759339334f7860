// Gets complete answers: from flags, from a file, from questions at a terminal, or from the defaults.
import { packageManagerFrom } from '../answers/commands.js';
import { directoryFromName } from '../answers/name.js';
import type { Draft } from '../answers/prompts.js';
import { askAnswers } from '../answers/prompts.js';
import type { Provider } from '../answers/provider.js';
import { providerChoice } from '../answers/provider.js';
import type { Settled } from '../answers/settle.js';
import { missingFlags, settle, withDefaults } from '../answers/settle.js';
import type { CreateLine } from '../command-line/line.js';
import { CreateError } from '../errors.js';
import { program } from '../program.js';
import { inspectTarget, targetProblem } from '../project/target.js';
import { collectGiven } from './create-given.js';
import type { World } from './world.js';

/** Answers, and how to carry them out. */
export interface Decided extends Settled {
  /** Only where people sign in elsewhere. */
  readonly provider?: Provider;
  readonly install: boolean;
  readonly git: boolean;
  /** Whether somebody at a terminal has seen the summary and said yes. */
  readonly confirmed: boolean;
}

/**
 * A directory that cannot be used is refused before the first question.
 *
 * @param summary what is shown before somebody at a terminal confirms
 * @throws CreateError MISSING_ANSWERS without a terminal, CANCELLED at one, and what validation throws
 */
export async function collectAnswers(
  line: CreateLine,
  world: World,
  summary: (decided: Decided) => Promise<readonly string[]>,
): Promise<Decided> {
  const given = await collectGiven(line, world);
  // Whoever has the answers on standard input cannot reply there, too.
  const asker = line.configFile === '-' ? undefined : world.asker;
  const detected = packageManagerFrom(world.env['npm_config_user_agent']);
  const missing = missingFlags(given, line.directory);
  if (!line.yes && missing.length > 0 && asker === undefined) {
    throw new CreateError(
      'MISSING_ANSWERS',
      `There is nobody to ask, and these are missing: ${missing.join(', ')}.`,
    );
  }
  if (line.directory !== undefined) await inspectTarget(line.directory, world.cwd);
  world.output.intro(`${program.name} ${program.version}`);
  const decide = (draft: Draft): Decided => decided(draft, withDefaults(draft, detected), line);
  if (line.yes || asker === undefined) return decide(given);
  const draft = await askAnswers(asker, given, {
    detected,
    placeProblem: (name) =>
      line.directory === undefined ? targetProblem(directoryFromName(name), world.cwd) : undefined,
    ...(line.dryRun ? {} : { summary: (replies: Draft) => summary(decide(replies)) }),
  });
  if (draft.confirmed === false) throw new CreateError('CANCELLED', 'Not created.');
  return decide(draft);
}

function decided(draft: Draft, answers: Settled['answers'], line: CreateLine): Decided {
  const provider = draft.provider ?? providerChoice.default;
  return {
    ...settle(answers, line.directory),
    ...(answers.upstream === 'oidc' ? { provider } : {}),
    install: draft.install ?? true,
    git: draft.git ?? true,
    confirmed: draft.confirmed ?? false,
  };
}

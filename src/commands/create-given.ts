// What create is given before anybody is asked: the flags, and a file of answers below them.
import { readAnswersFile } from '../answers/answers-file.js';
import type { Draft } from '../answers/prompts.js';
import { checkProvider } from '../answers/provider.js';
import { givenAnswers } from '../answers/settle.js';
import type { CreateLine } from '../command-line/line.js';
import { CreateError } from '../errors.js';
import { readJson } from './read-json.js';
import type { World } from './world.js';

/** @throws CreateError USAGE, INVALID_ANSWER or UNAVAILABLE_CHOICE */
export async function collectGiven(line: CreateLine, world: World): Promise<Draft> {
  const file = line.configFile;
  const filed =
    file === undefined ? {} : readAnswersFile(await readJson(file, world), nameOf(file));
  const flagged: Draft = {
    ...givenAnswers(line, world.cwd),
    ...(line.given.provider === undefined ? {} : { provider: checkProvider(line.given.provider) }),
    install: line.install,
    git: line.git,
  };
  return withUpstream({ ...filed, ...present(flagged), ...nameFrom(line, filed) }, line);
}

/** A provider says that people sign in elsewhere; one in the file gives way to a flag that says no. */
function withUpstream(given: Draft, line: CreateLine): Draft {
  const { provider, ...others } = given;
  if (provider === undefined) return given;
  if (given.upstream === undefined || given.upstream === 'oidc') {
    return { ...given, upstream: 'oidc' };
  }
  if (line.given.provider === undefined && line.given.upstream !== undefined) return others;
  throw new CreateError('INVALID_ANSWER', '--provider needs --upstream oidc.', {
    hint: `With --upstream ${given.upstream} nobody signs in elsewhere.`,
  });
}

/** A name in the file says more than the name of the directory. */
function nameFrom(line: CreateLine, filed: Draft): Draft {
  return line.given.name === undefined && filed.name !== undefined ? { name: filed.name } : {};
}

function present(draft: Draft): Draft {
  return Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined));
}

function nameOf(file: string): string {
  return file === '-' ? 'The configuration' : file;
}
